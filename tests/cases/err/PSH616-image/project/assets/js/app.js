go();
//# sourceMappingURL=app.js.map
