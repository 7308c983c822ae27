-- Neovim with the lines of docs/editeurs.md: what a person sees and does, through its own commands.
-- NRT_BESIDE names what runs beside nrt: nothing, taplo or tombi. Stops at the first thing that is not.

local beside = vim.env.NRT_BESIDE
local buffer = vim.api.nvim_get_current_buf()

local function say(text)
  io.stderr:write('  neovim, beside ' .. beside .. ': ' .. text .. '\n')
end

local function stop(text)
  io.stderr:write('lsp.lua: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, holds)
  if not vim.wait(20000, holds, 50) then
    stop('never: ' .. what)
  end
end

local function check(holds, what)
  if not holds then
    stop(what)
  end
end

local function client(name)
  return vim.lsp.get_clients({ name = name })[1]
end

-- What stands there, once.
local function line_of(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find(text, 1, true) then
      return number, line
    end
  end
  stop('no line has ' .. text)
end

local function go(text, word)
  local number, line = line_of(text)
  vim.api.nvim_win_set_cursor(0, { number, line:find(word or text, 1, true) - 1 })
end

local function codes(source)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if not source or diagnostic.source == source then
      found[diagnostic.code or diagnostic.message] = diagnostic
    end
  end
  return found
end

local function all(found)
  return table.concat(vim.tbl_keys(found), ', ')
end

if beside ~= 'nothing' then
  wait(beside, function()
    return client(beside) and client(beside).initialized
  end)
end
wait('nrt', function()
  return client('nrt') and client('nrt').initialized
end)
local nrt = client('nrt')
check(vim.fn.filereadable(nrt.root_dir .. '/nrt.toml') == 1, 'another root: ' .. nrt.root_dir)
for _, method in ipairs({ 'textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/semanticTokens/full' }) do
  check(not nrt:supports_method(method, buffer), 'nrt offers ' .. method)
end
say('attached with the lines of the documentation, offers neither formatting nor colours')

wait('findings', function()
  return codes('nrt')['milestone-in-busy-period'] ~= nil
end)
say('findings: ' .. all(codes('nrt')))

-- One error of syntax is told once, by whoever tells it.
local last = vim.api.nvim_buf_line_count(buffer)
vim.api.nvim_buf_set_lines(buffer, last, last, false, { '', '[oups' })
if beside ~= 'nothing' then
  wait(beside .. ' tells of the error', function()
    for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
      if diagnostic.source ~= 'nrt' and diagnostic.lnum >= last then
        return true
      end
    end
  end)
  check(not codes('nrt')['invalid-toml'], 'the same error of syntax is told twice')
  say('an error of syntax is told by ' .. beside .. ' alone')
else
  wait('the error of syntax', function()
    return codes('nrt')['invalid-toml']
  end)
  say('an error of syntax is told')
end
vim.cmd('silent undo')
wait('the findings are back', function()
  return codes('nrt')['milestone-in-busy-period'] and not codes('nrt')['invalid-toml']
end)

-- What only nrt knows, also beside another server.
go('"finances", "commande-publique"', 'commande')
vim.lsp.buf.definition()
wait('the definition', function()
  return vim.api.nvim_buf_get_name(0):match('stakeholders.toml$') ~= nil
end)
check(vim.api.nvim_get_current_line() == '[commande-publique]', 'another line: ' .. vim.api.nvim_get_current_line())
vim.api.nvim_set_current_buf(buffer)
say('the definition of an id, in another file')

go('"finances", "commande-publique"', 'commande')
local found
vim.lsp.buf.references(nil, {
  on_list = function(list)
    found = list.items
  end,
})
wait('references', function()
  return found and #found > 1
end)
say(#found .. ' references')

-- Answers of nrt alone, where the other server answers as well.
local function ask(method, more)
  local params = vim.lsp.util.make_position_params(0, nrt.offset_encoding)
  local answer = nrt:request_sync(method, vim.tbl_extend('force', params, more or {}), 20000, buffer)
  check(answer and not answer.err, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

local card = ask('textDocument/hover')
check(card.contents.value:find('Service de la commande publique', 1, true), 'no card: ' .. vim.inspect(card))
say('the card of an entity on hover')

local proposed = ask('textDocument/completion', { context = { triggerKind = 1 } })
local labels = {}
for _, item in ipairs(proposed.items or proposed) do
  labels[item.label] = true
end
check(labels['dgs'] and labels['education'] and not labels['codir'], 'proposed: ' .. all(labels))
say('ids of the kind that is expected are proposed')

wait('titles and days within the lines', function()
  return #vim.lsp.inlay_hint.get({ bufnr = buffer }) > 10
end)
vim.lsp.inlay_hint.enable(false, { bufnr = buffer })
check(not vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }), 'hints stay')
vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
say('titles and days are shown within the lines')

vim.lsp.codelens.refresh({ bufnr = buffer })
wait('lenses', function()
  local said = {}
  for _, lens in ipairs(vim.lsp.codelens.get(buffer)) do
    said[lens.command and lens.command.title:match('référence') or lens.command and 'changé' or 'nothing'] = true
  end
  return said['référence'] and said['changé']
end)
say('references and last changes above the entities')

local symbols = ask('textDocument/documentSymbol')
check(#symbols > 10, 'few symbols')
check(#ask('textDocument/foldingRange') > 10, 'few folds')
say(#symbols .. ' symbols, and folds')

-- A correction, chosen from the menu.
local number, line = line_of('date = 2026-12-07')
vim.api.nvim_buf_set_lines(buffer, number - 1, number, false, { 'date = "07/12/2026"' })
wait('a date that is none', function()
  return codes('nrt')['wrong-type']
end)
go('date = "07/12/2026"', '"')
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.kind == 'quickfix' and action.title:find('2026-12-07', 1, true) ~= nil
  end,
})
wait('the correction', function()
  return vim.api.nvim_buf_get_lines(buffer, number - 1, number, false)[1] == line
end)
wait('no finding after the correction', function()
  return not codes('nrt')['wrong-type']
end)
say('a correction is carried out, and its finding goes')

go('"finances", "commande-publique"', 'commande')
vim.lsp.buf.rename('achats', {
  filter = function(each)
    return each.name == 'nrt'
  end,
})
wait('the new name', function()
  return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) and vim.fn.search('"finances", "achats"', 'nw') > 0
end)
vim.cmd('silent wall')
local stakeholders = table.concat(vim.fn.readfile(nrt.root_dir .. '/stakeholders.toml'), '\n')
check(stakeholders:find('[achats]', 1, true), 'the entity keeps its id')
check(stakeholders:find('formerly = ["commande-publique"]', 1, true), 'the former id is lost')
say('an id is renamed in all files')

-- The same findings as the command has, after all that.
local said = vim.system({ 'nrt', '-C', nrt.root_dir, 'check', '--format', 'json' }, { text = true }):wait()
local expected = {}
for _, finding in ipairs(vim.json.decode(said.stdout).findings) do
  if finding.location and finding.location.path == 'milestones.toml' and type(finding.waiver) ~= 'table' then
    table.insert(expected, finding.fingerprint)
  end
end
table.sort(expected)
wait('the findings of nrt check', function()
  local told = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.source == 'nrt' then
      table.insert(told, diagnostic.user_data.lsp.data.fingerprint)
    end
  end
  table.sort(told)
  return vim.deep_equal(told, expected)
end)
say('its findings are those of nrt check')

vim.cmd('qall!')
