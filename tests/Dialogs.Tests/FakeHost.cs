using System.Text.Json;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Messaging;

namespace BotAssistant.Dialogs.Tests;

/// <summary>A host whose facts and verdicts the test sets, and that counts what it is asked.</summary>
internal sealed class FakeHost : IDialogHost
{
    public Func<IQuery, object?> Facts { get; set; } = query => query switch
    {
        FindCheckable => new[] { new CheckableWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000001"), "330203-2026-00001", "甲坊", ["grain"]), new CheckableWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000002"), "330203-2026-00002", "乙坊", []) },
        FindKept => new[] { new OwnedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000001"), "330203-2026-00001", "甲坊"), new OwnedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000002"), "330203-2026-00002", "乙坊") },
        FindWritten find => find.Entries.Items,
        FindRenewable => new[] { new RenewableCertificate(Guid.Parse("00000000-0000-0000-0000-000000000001"), "示例-1", "甲坊", ShippedDialogs.Today.AddDays(20)), new RenewableCertificate(Guid.Parse("00000000-0000-0000-0000-000000000002"), "示例-2", "乙坊", ShippedDialogs.Today.AddDays(9)) },
        FindLastFaults => new[] { "A06", "C05" },
        FindOwned => new[] { new OwnedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000001"), "330203-2026-00001", "甲坊"), new OwnedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000002"), "330203-2026-00002", "乙坊") },
        FindCommitted => new[] { new CommittedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000001"), "330203-2026-00001", "甲坊", "王小明", true), new CommittedWorkshop(Guid.Parse("00000000-0000-0000-0000-000000000002"), "330203-2026-00002", "乙坊", "王小明", true) },
        FindBroadcastScope => new[] { "330203", "330205" },
        ForecastCampaign => new Forecast(3, true, 1, [new ForecastLine(OutboundRoute.Conversation, null, 2), new ForecastLine(OutboundRoute.None, "opted-out", 1)], "甲坊请自查"),
        _ => null,
    };

    public Func<ICommand, Execution> Verdict { get; set; } = _ => new Execution.Finished(new Saying("progress.nothing", []));

    public List<IQuery> Asked { get; } = [];

    public List<ICommand> Executed { get; } = [];

    public DateOnly Today { get; set; } = ShippedDialogs.Today;

    public Task<string> FetchAsync(IQuery query, CancellationToken stop)
    {
        Asked.Add(query);
        return Task.FromResult(JsonSerializer.Serialize(Facts(query)));
    }

    public Task<Execution> ExecuteAsync(ICommand command, IReadOnlyDictionary<string, string> answers, CancellationToken stop)
    {
        Executed.Add(command);
        return Task.FromResult(Verdict(command));
    }

    /// <summary>What the database does to a draft between two turns.</summary>
    public static Draft ThroughJson(Draft draft) => JsonSerializer.Deserialize<Draft>(JsonSerializer.Serialize(draft))!;
}
