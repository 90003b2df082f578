-- What a user does: opens a file, looks at its problem, takes the fix, saves. The settings are those of docs/editors.md.
local function stop(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 20) then stop("waited in vain for " .. what) end
end

local say = function(line) io.stderr:write(line .. "\n") end

vim.cmd("edit Procfile")
wait_for("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
local problem = vim.diagnostic.get(0)[1]
say(("%d:%d %s %s"):format(problem.lnum + 1, problem.col + 1, problem.code, problem.message))

local function ask(method, params)
  local result = vim.lsp.buf_request_sync(0, method, params, 60000)
  local _, answer = next(result or {})
  if not answer or answer.err then stop(method .. ": " .. vim.inspect(result)) end
  return answer.result
end

vim.api.nvim_win_set_cursor(0, { 1, 4 })
local position = vim.lsp.util.make_position_params(0, "utf-16")
say("hover: " .. ask("textDocument/hover", position).contents.value:match("^[^\n]*"))

local params = vim.lsp.util.make_range_params(0, "utf-16")
params.context = { diagnostics = {}, only = { "quickfix" } }
local actions = ask("textDocument/codeAction", params)
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
say("after the fix: " .. vim.api.nvim_buf_get_lines(0, 0, 1, false)[1])
vim.cmd("silent write")
wait_for("no diagnostic", function() return #vim.diagnostic.get(0) == 0 end)
say("problems left: " .. #vim.diagnostic.get(0))
vim.cmd("qall!")
