// Puts a button beside the text that cites an answer. Without scripts the text can be selected.
"use strict";
const text = document.getElementById("cite");
if (text && navigator.clipboard) {
  const line = document.createElement("p");
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  said.className = "fine";
  said.setAttribute("role", "status");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text.textContent.trim()).then(
      () => { said.textContent = " Copied."; },
      () => { said.textContent = " Not copied: select the text instead."; },
    );
  });
  line.append(button, said);
  text.after(line);
}
