using System.Globalization;
using System.Security.Cryptography;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using BotAssistant.Spreadsheets;

namespace BotAssistant.Bot.Verbs;

/// <summary>Export, check, import and withdraw a revision of a checklist. Whoever may run this on the server may change the list; <c>--by</c> is written down.</summary>
internal sealed class ChecklistVerb(
    ITexts texts, ChecklistExport export, ChecklistImport import, ChecklistDesk desk, RegulationBook regulations, IUnitOfWork work, SpreadsheetOptions limits, TimeProvider time, TextWriter output)
{
    /// <summary>An official mends some dozens at a time; the rest shows at the next check.</summary>
    private const int MostFaults = 50;

    private const int Done = 0, Refused = 2, NotConfirmed = 3;

    private DateOnly Today => ChinaTime.Today(time);

    public static ChecklistVerb Of(IServiceProvider services) => ActivatorUtilities.CreateInstance<ChecklistVerb>(services, Console.Out);

    public async Task<int> ExportAsync(string list, FileInfo file, CancellationToken stop)
    {
        if (await RevisionsAsync(list) is not { } revisions)
        {
            return Refused;
        }

        var last = revisions.All[^1];
        await using var content = new MemoryStream();
        export.Write(content, last, regulations.On(Today).FoodKinds);
        await File.WriteAllBytesAsync(file.FullName, content.ToArray(), stop);
        await SayAsync("checklist.exported", ("file", file.FullName), ("from", Day(last.From)), ("count", $"{last.Items.Count()}"));
        return Done;
    }

    public async Task<int> CheckAsync(string list, FileInfo file, CancellationToken stop)
    {
        if (await ReadAsync(list, file, stop) is not var (change, _))
        {
            return Refused;
        }

        await ShowAsync(change);
        await SayAsync("checklist.how-to-import", ("file", file.Name), ("code", change.Code));
        return Done;
    }

    public async Task<int> ImportAsync(string list, FileInfo file, string by, string? code, CancellationToken stop)
    {
        if (await ReadAsync(list, file, stop) is not var (change, hash))
        {
            return Refused;
        }

        if (code is null || !code.Equals(change.Code, StringComparison.OrdinalIgnoreCase))
        {
            await ShowAsync(change);
            await SayAsync(code is null ? "checklist.how-to-import" : "checklist.wrong-code", ("file", file.Name), ("code", change.Code));
            return NotConfirmed;
        }

        return await DoAsync(() => desk.PublishAsync(change, hash, by, stop), "checklist.imported", change.After.From, stop);
    }

    public async Task<int> WithdrawAsync(string list, DateOnly from, string by, CancellationToken stop)
        => await RevisionsAsync(list) is null ? Refused : await DoAsync(() => desk.WithdrawAsync(list, from, by, stop), "checklist.withdrawn", from, stop);

    private async Task<int> DoAsync(Func<Task<Refusal?>> what, string done, DateOnly from, CancellationToken stop)
    {
        await work.BeginAsync(null, stop);
        if (await what() is { } refusal)
        {
            await SayAsync($"refused.{refusal.Code}", refusal.Values);
            return Refused;
        }

        await work.CommitAsync(stop);
        await desk.RefreshAsync(stop);
        await SayAsync(done, ("from", Day(from)));
        return Done;
    }

    private async Task<(ChecklistChange Change, string Hash)?> ReadAsync(string list, FileInfo file, CancellationToken stop)
    {
        if (await RevisionsAsync(list) is not { } revisions)
        {
            return null;
        }

        if (!file.Exists)
        {
            await SayAsync("checklist.no-file", ("file", file.FullName));
            return null;
        }

        // One byte too many is enough to refuse it; a huge file is not read into memory.
        await using var content = file.OpenRead();
        var bytes = new byte[Math.Min(content.Length, limits.MaxBytes + 1L)];
        await content.ReadExactlyAsync(bytes, stop);
        var (read, faults) = import.Read(bytes, revisions, regulations.On(Today).FoodKinds, Today);
        if (read is null)
        {
            await SayAsync("checklist.faults", ("count", $"{faults.Count}"), ("faults", string.Join('\n', faults.Take(MostFaults).Select(fault => fault.Say(texts)))));
            return null;
        }

        return (new ChecklistChange(revisions.All[^1], read), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private async Task ShowAsync(ChecklistChange change) => await output.WriteLineAsync(new ChangeText(texts, regulations.On(Today).FoodKinds).Of(change));

    private async Task<Revisions<Checklist>?> RevisionsAsync(string list)
    {
        if (regulations.Checklist(list) is { } revisions)
        {
            return revisions;
        }

        await SayAsync("checklist.unknown-list", ("list", list), ("known", string.Join(' ', regulations.Shelves.Select(shelf => shelf.Id))));
        return null;
    }

    private Task SayAsync(string key, params (string Name, string Value)[] values) => output.WriteLineAsync(texts.Say(key, values));

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
