using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotAssistant.Checklists;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ChecklistRevisionRepository(BotContext bot, UnitOfWork unit) : IChecklistRevisions
{
    /// <summary>Read again in years: enums by name, derived properties left out, Chinese as it is.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    };

    public async Task<IReadOnlyList<PublishedChecklist>> OfAsync(string list, CancellationToken stop)
    {
        var rows = await bot.ChecklistRevisions.AsNoTracking().Where(row => row.List == list).OrderBy(row => row.From).ThenBy(row => row.PublishedAt).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public Task AddAsync(PublishedChecklist revision, CancellationToken stop) => unit.AddAsync([new ChecklistRevisionRow
    {
        Id = revision.Id,
        List = revision.List.Id,
        From = revision.List.From,
        Content = JsonSerializer.Serialize(revision.List, Json),
        FileHash = revision.FileHash,
        PublishedAt = revision.PublishedAt,
        By = revision.By,
    }], stop);

    public Task WithdrawAsync(Guid id, DateTimeOffset at, string by, CancellationToken stop) => unit.WriteAsync(
        store => store.ChecklistRevisions.Where(row => row.Id == id && row.WithdrawnAt == null).ExecuteUpdateAsync(row => row.SetProperty(r => r.WithdrawnAt, at).SetProperty(r => r.WithdrawnBy, by), stop), stop);

    private static PublishedChecklist Bring(ChecklistRevisionRow row)
        => new(row.Id, JsonSerializer.Deserialize<Checklist>(row.Content, Json)!, row.PublishedAt, row.By, row.FileHash, row.WithdrawnAt, row.WithdrawnBy);
}
