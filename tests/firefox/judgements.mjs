// What the page says of the projects that the tests open: its verdict, and the head of every problem.
const OLD = ["Info PSH404 Build runtime.txt:1:1", "Python 3.6.6 is of a series without security fixes since 2021-12-23"];
const UNSPACED = ["Error PSH203 Release Procfile:1:5", "web: has no space before its command"];

export const READY = {
  verdict: "Ready to push Nothing in these files stops the build or the start on Rainbond V5 0 errors, 0 warnings, 1 info",
  problems: OLD,
};
export const BLOCKED = {
  verdict: "Blocked 1 problem stops the build on Rainbond V5 1 error, 0 warnings, 1 info",
  problems: [...UNSPACED, ...OLD],
};
export const TWICE_BLOCKED = {
  verdict: "Blocked 2 problems stop the build on Rainbond V5 2 errors, 0 warnings, 0 infos",
  problems: [...UNSPACED, "Error PSH402 Build runtime.txt:1:1", "3.6.6 in runtime.txt is not written as python-X.Y.Z"],
};
export const NO_PYTHON = {
  verdict: "Not a Python project Rainbond V5 finds no file by which it knows Python 2 errors, 0 warnings, 0 infos",
  problems: ["Error PSH101 Detect", "There is no requirements.txt at the root of the project", ...UNSPACED],
};
export const TOO_NEW = {
  verdict: "Blocked 1 problem stops the app from running on Rainbond V5 1 error, 0 warnings, 1 info",
  problems: ["Error PSH411 Start app.py:2:5", "app.py has an assignment expression (:=) in line 2, which needs Python 3.8, but 3.6.6 is installed", ...OLD],
};
export const REFUSED_BY_DIGITALOCEAN = {
  verdict: "Blocked 1 problem stops the build on DigitalOcean App Platform 1 error, 1 warning, 0 infos",
  problems: [
    "Warning PSH313 Run Procfile:1:6",
    "gunicorn runs without --worker-tmp-dir /dev/shm",
    "Error PSH404 Build runtime.txt:1:1",
    "Python 3.6.6 is refused, because its support ended on 2021-12-23",
  ],
};
export const READY_IN_CHINESE = {
  verdict: "可以推送 这些文件里没有会让 Rainbond V5 构建或启动失败的问题 0 个错误，0 个警告，1 个提示",
  problems: ["提示 PSH404 构建 runtime.txt:1:1", "Python 3.6.6 所属的系列自 2021-12-23 起不再有安全修复"],
};
