"use strict";
// `npm start` in a clone: builds what is missing or older than its sources, then opens it.
var fs = require("fs");
var path = require("path");

var root = path.join(__dirname, "..", "..");
var stamp = path.join(root, "dist", "built");

function newest(name) {
  var stat = fs.statSync(name);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs.readdirSync(name).reduce(function (latest, child) {
    return Math.max(latest, newest(path.join(name, child)));
  }, stat.mtimeMs);
}

function upToDate() {
  if (!fs.existsSync(stamp)) return false;
  var built = fs.statSync(stamp).mtimeMs;
  return ["src", "lessons", "package-lock.json"].every(function (name) {
    return newest(path.join(root, name)) <= built;
  });
}

if (Number(process.versions.node.split(".")[0]) < 22) {
  console.error("This is Node.js " + process.versions.node + " and Strata runs on 22.12 or newer: npm ci brings one along (with install scripts allowed), then run npm start.");
  process.exit(1);
}
if (!upToDate()) {
  var built = require("child_process").spawnSync(process.execPath, [path.join(__dirname, "build.ts")], { stdio: "inherit" });
  if (built.status !== 0) process.exit(1);
}
require("../../dist/strata.cjs");
