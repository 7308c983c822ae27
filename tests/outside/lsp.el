;;; Emacs with eglot and the lines of docs/editeurs.md -*- lexical-binding: t -*-

;; Batch: what a person would press is called; stops at the first thing that is not.

(require 'eglot)
(require 'flymake)
(require 'xref)
(setq eglot-sync-connect 20)

(defun nrt-say (text &rest values)
  (princ (format "  emacs: %s\n" (apply #'format text values))))

(defun nrt-wait (what holds)
  "Wait until HOLDS is true, which WHAT names."
  (let ((end (+ (float-time) 30)) (found nil))
    (while (and (not (setq found (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.1))
    (unless found (message "lsp.el: never: %s" what) (kill-emacs 1))
    found))

(defun nrt-rules ()
  "The rules that flymake shows in this buffer."
  ;; eglot tells of a change once Emacs is idle, which it never is here.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (mapcar (lambda (one) (and (string-match "\\[\\([a-z-]+\\)\\]" one) (match-string 1 one)))
          (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))

(find-file (expand-file-name "milestones.toml" (getenv "NRT_PROJECT")))
;; eglot starts once Emacs waits for a key.
(run-hooks 'post-command-hook)
(nrt-wait "the server" #'eglot-current-server)
(nrt-say "%s, eglot attached in %s" emacs-version major-mode)
(nrt-wait "the findings" (lambda () (member "milestone-in-busy-period" (nrt-rules))))
(nrt-say "findings: %s" (string-join (nrt-rules) ", "))
(dolist (what '(:documentFormattingProvider :semanticTokensProvider))
  (when (eglot--server-capable what) (message "lsp.el: nrt offers %s" what) (kill-emacs 1)))

(goto-char (point-min))
(search-forward "\"finances\", \"comm")
(let* ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))
       (place (xref-item-location (car found))))
  (unless (string-suffix-p "stakeholders.toml" (xref-location-group place))
    (message "lsp.el: another definition: %S" found)
    (kill-emacs 1))
  (nrt-say "the definition of an id, in another file"))

;; eglot shows which files it is going to change, and asks.
(cl-letf (((symbol-function 'y-or-n-p) #'always))
  (eglot-rename "achats"))
(save-some-buffers t)
(with-temp-buffer
  (insert-file-contents (expand-file-name "stakeholders.toml" (getenv "NRT_PROJECT")))
  (unless (search-forward "[achats]" nil t)
    (message "lsp.el: the entity keeps its id: %s" (buffer-string))
    (kill-emacs 1)))
(nrt-say "an id is renamed in all files")

(goto-char (point-min))
(search-forward "date = 2026-12-07")
(replace-match "date = \"07/12/2026\"")
(nrt-wait "a date that is none" (lambda () (member "wrong-type" (nrt-rules))))
(goto-char (- (point) 2))
;; Chosen from the list that eglot shows.
(let ((last-nonmenu-event ?y))
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (or (seq-find (lambda (one) (string-match-p "2026-12-07" one)) (all-completions "" choices))
                   (progn (message "lsp.el: no correction among %S" choices) (kill-emacs 1))))))
    (eglot-code-actions (line-beginning-position) (line-end-position) "quickfix" t)))
(nrt-wait "the correction" (lambda () (save-excursion (goto-char (point-min)) (search-forward "date = 2026-12-07" nil t))))
(nrt-wait "no finding after it" (lambda () (not (member "wrong-type" (nrt-rules)))))
(nrt-say "a correction is carried out, and its finding goes")
(eglot-shutdown (eglot--current-server-or-lose))
(kill-emacs 0)
