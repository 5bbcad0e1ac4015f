using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The npm libraries of tests/Clients, installed once for the run when they are not.</summary>
public sealed class NpmPeers : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _folder = FindFolder();

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path.Combine(_folder, "node_modules", ".package-lock.json")))
        {
            await StartAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Gives the script the input as JSON and returns its output.</summary>
    public async Task<JsonElement> RunAsync(string script, object input) =>
        JsonElement.Parse(await StartAsync("node", [script], JsonSerializer.Serialize(input)));

    private async Task<string> StartAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {arguments[0]} took longer than {Patience}.");
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {arguments[0]} failed: {await error}");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var clients = Path.Combine(folder.FullName, "tests", "Clients");
            if (File.Exists(Path.Combine(clients, "package.json")))
            {
                return clients;
            }
        }

        throw new DirectoryNotFoundException("tests/Clients is not above the test's folder.");
    }
}
