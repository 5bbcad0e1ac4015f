using BotAssistant.Auditing;
using BotAssistant.Bot.Verbs;
using BotAssistant.Checklists;
using BotAssistant.Regulations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Checklists;

/// <summary>The bureau's desk: the verbs of the command line on a running bot, files in a folder of their own.</summary>
public sealed class ListOffice : IAsyncLifetime
{
    public const string List = "hygiene-self-check";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("checklist-");

    internal BotInProcess Bot { get; private set; } = null!;

    internal RegulationBook Regulations => Bot.Services.GetRequiredService<RegulationBook>();

    public async ValueTask InitializeAsync() => Bot = await BotInProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The export as an official opens it, with the two days filled in that must be.</summary>
    internal async Task<OoxmlBook> ExportAsync(string from = "2026-04-01")
    {
        var file = NewFile();
        var (code, said) = await RunAsync(verb => verb.ExportAsync(List, file, default));
        Assert.True(code == 0, said);
        var book = OoxmlBook.Read(await File.ReadAllBytesAsync(file.FullName));
        book.Settings.Write(4, "B", from);
        book.Settings.Write(7, "B", "2026-03-01");
        return book;
    }

    internal async Task<(int Code, string Said)> CheckAsync(byte[] content)
    {
        var file = await SaveAsync(content);
        return await RunAsync(verb => verb.CheckAsync(List, file, default));
    }

    internal async Task<(int Code, string Said)> ImportAsync(byte[] content, string? confirm)
    {
        var file = await SaveAsync(content);
        return await RunAsync(verb => verb.ImportAsync(List, file, "李测试", confirm, default));
    }

    internal Task<(int Code, string Said)> WithdrawAsync(DateOnly from) => RunAsync(verb => verb.WithdrawAsync(List, from, "李测试", default));

    internal Task<IReadOnlyList<PublishedChecklist>> StoredAsync() => Bot.InScopeAsync(scope => scope.GetRequiredService<IChecklistRevisions>().OfAsync(List, default));

    internal Task<IReadOnlyList<AuditEntry>> AuditAsync(string from)
        => Bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, $"checklist {List} {from}", 10, default));

    /// <summary>The code that was printed with the change.</summary>
    internal static string CodeIn(string said) => said.Split("--confirm ")[^1].Trim();

    private Task<(int Code, string Said)> RunAsync(Func<ChecklistVerb, Task<int>> run) => Bot.InScopeAsync(async scope =>
    {
        await using var output = new StringWriter();
        var code = await run(ActivatorUtilities.CreateInstance<ChecklistVerb>(scope, output));
        return (code, output.ToString());
    });

    private FileInfo NewFile() => new(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.xlsx"));

    private async Task<FileInfo> SaveAsync(byte[] content)
    {
        var file = NewFile();
        await File.WriteAllBytesAsync(file.FullName, content);
        return new FileInfo(file.FullName);
    }
}
