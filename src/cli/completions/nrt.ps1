
Register-ArgumentCompleter -Native -CommandName 'nrt', 'nrt.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $program = Get-Command -Name nrt -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $program) { return }
    $before = @()
    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $before += $element.Value
        } else {
            $before += $element.Extent.Text
        }
    }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $lines = @(& $program complete powershell "--current=$wordToComplete" '--' $before 2>$null)
    } catch {
        return
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $parts = "$line".Split([char]9)
        if ($parts.Count -ne 3) { continue }
        $says = $parts[2]
        if (-not $says) { $says = $parts[1] }
        New-Object System.Management.Automation.CompletionResult $parts[0], $parts[1], 'ParameterValue', $says
    }
}
