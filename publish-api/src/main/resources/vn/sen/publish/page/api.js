"use strict";
const place = document.getElementById("api");
window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  supportedSubmitMethods: ["get", "post"],
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
});
