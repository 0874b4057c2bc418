using System.CommandLine;

namespace Riemann.Cli;

/// <summary><c>riemann completion</c>: scripts by which shells complete the command line.</summary>
internal static class CompletionCommand
{
    private static readonly string[] shells = ["bash", "zsh", "fish", "pwsh"];

    private const string Examples = """
        source <(riemann completion bash)                               in ~/.bashrc
        source <(riemann completion zsh)                                in ~/.zshrc
        riemann completion fish > ~/.config/fish/completions/riemann.fish
        riemann completion pwsh | Out-String | Invoke-Expression        in $PROFILE
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            HelpName = "SHELL",
            Description = $"the shell: {string.Join(", ", shells)}",
        };
        shell.CompletionSources.Add(shells);
        var command = new Verb("completion", "Prints the script by which a shell completes this command.", Examples)
        {
            shell,
        };
        command.SetAction(line => line.InvocationConfiguration.Output.WriteLine(Script(line.GetValue(shell)!)));
        return command;
    }

    private static string Script(string shell) =>
        shell switch
        {
            "bash" => """
                _riemann() {
                    local IFS=$'\n'
                    local current="${COMP_WORDS[COMP_CWORD]}"
                    COMPREPLY=($(compgen -W "$(riemann "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
                }
                complete -o default -F _riemann riemann
                """,
            "zsh" => """
                _riemann() {
                    local -a found
                    found=("${(@f)$(riemann "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                    if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
                }
                compdef _riemann riemann
                """,
            "fish" => """
                complete -c riemann -a '(riemann "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
                """,
            "pwsh" => """
                Register-ArgumentCompleter -Native -CommandName riemann -ScriptBlock {
                    param($word, $line, $position)
                    riemann "[suggest:$position]" "$line" 2>$null |
                        Where-Object { $_ -like "$word*" } |
                        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
                }
                """,
            _ => throw new Refusal(
                $"{shell}: not {string.Join(", ", shells[..^1])} or {shells[^1]}{Nearest.Hint(shell, shells)}"
            ),
        };
}
