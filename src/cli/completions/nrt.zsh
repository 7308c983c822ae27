
_nrt() {
    local line value says
    local -a values shown open opened
    for line in "${(@f)$(command nrt complete zsh "--current=${(Q)PREFIX}" -- "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
        case $line in
            '') continue ;;
            $'\tfiles') _files; return ;;
            $'\tfolders') _files -/; return ;;
        esac
        value=${line%%$'\t'*}
        says=${line#*$'\t'}
        [[ -n $says ]] && says="$value  -- $says" || says=$value
        if [[ $value == *[.=@] ]]; then
            open+=("$value"); opened+=("$says")
        else
            values+=("$value"); shown+=("$says")
        fi
    done
    local found=1
    (( $#values )) && compadd -V nrt -d shown -a values && found=0
    (( $#open )) && compadd -V nrt -S '' -d opened -a open && found=0
    return found
}

if [[ $funcstack[1] == _nrt ]]; then
    _nrt "$@"
else
    compdef _nrt nrt
fi
