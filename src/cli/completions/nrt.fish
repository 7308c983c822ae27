
function __nrt_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l current (string unescape -- $typed)
    or set current $typed
    set -l answer (command nrt complete fish "--current=$current" -- $before[2..-1] 2>/dev/null)
    switch "$answer[1]"
        case \tfiles
            __fish_complete_path $typed
        case \tfolders
            __fish_complete_directories $typed
        case '*'
            printf '%s\n' $answer
    end
end

complete -c nrt -e
complete -c nrt -f -k -a '(__nrt_complete)'
