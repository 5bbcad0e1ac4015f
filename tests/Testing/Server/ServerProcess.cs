using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BotAssistant.Testing.Server;

/// <summary>The real server as a process of its own, on a free port of 127.0.0.1, in production mode; started, killed and started again on one database.</summary>
public sealed partial class ServerProcess(IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private const string Prefix = "BOTASSISTANT_";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    /// <summary>The assembly that is run, and what its arguments begin with: the bot, unless a tool hosts it differently.</summary>
    public (string Assembly, string[] Arguments) Program { get; set; } = ("BotAssistant.Bot.dll", []);

    /// <summary>Process id while it runs.</summary>
    public int Id => process!.Id;

    /// <summary>Where it listens; null while it does not.</summary>
    public Uri? Address { get; private set; }

    /// <summary>All it printed so far, over all starts.</summary>
    public IReadOnlyList<string> Output => [.. output];

    /// <exception cref="InvalidOperationException">It ended instead of listening; the message holds what it said.</exception>
    public async Task StartAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Process.Start(StartInfo(["--urls", "http://127.0.0.1:0"]))!;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server ended:\n{string.Join('\n', output.TakeLast(30))}"));
        process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(StartLimit);
    }

    /// <summary>Writes a line to its standard input.</summary>
    public async Task TellAsync(string line)
    {
        await process!.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>SIGKILL: no code of the server's runs any more.</summary>
    public async Task KillAsync()
    {
        Address = null;
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, and the time it takes. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var terminate = Process.Start("kill", ["-TERM", $"{process!.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        Address = null;
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>Runs a verb on the same settings; returns its exit code and all it printed.</summary>
    public async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        using var verb = Process.Start(StartInfo(arguments))!;
        var (said, complained) = (verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        return (verb.ExitCode, await said + await complained);
    }

    /// <summary>A bind code made on the server.</summary>
    public async Task<string> InviteAsync(string role, string district)
    {
        var (code, text) = await RunAsync("invite", "--role", role, "--district", district);
        return code == 0 ? Code().Match(text).Groups[1].Value : throw new InvalidOperationException(text);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program.Assembly));
        foreach (var argument in Program.Arguments.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[Prefix + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"绑定 ([0-9A-Z]{8})")]
    private static partial Regex Code();
}
