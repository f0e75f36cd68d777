"use strict";
// Compiled code is kept beside the bundle, so that the next start need not compile it again.
require("node:module").enableCompileCache(require("node:path").join(__dirname, "cache"));
import("./main.js");
