
_nrt() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\tfiles') compopt -o default +o nospace 2>/dev/null ;;
            $'\tfolders') compopt -o dirnames +o nospace 2>/dev/null ;;
            ?*) COMPREPLY+=("$line") ;;
        esac
    done < <(command nrt complete bash "$COMP_WORDBREAKS" "$COMP_TYPE" "${COMP_LINE:0:$COMP_POINT}" 2>/dev/null)
}

complete -o nospace -F _nrt nrt
