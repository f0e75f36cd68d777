#!/usr/bin/env node
"use strict";
// The `strata` command. Plain old JavaScript, so that an old Node.js reads it and can say what is missing.
var found = process.versions.node.split(".");
if (Number(found[0]) < 22 || (found[0] === "22" && Number(found[1]) < 12)) {
  console.error("Strata needs Node.js 22.12 or newer and this is " + process.versions.node + ": get a newer one from https://nodejs.org.");
  process.exit(1);
}
require("./open.cjs");
