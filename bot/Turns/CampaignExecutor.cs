using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Engine;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that is about campaigns.</summary>
internal sealed class CampaignExecutor(CampaignDesk desk)
{
    /// <summary>Who may not broadcast covers nothing.</summary>
    public static IReadOnlyList<string> Scope(Caller caller)
        => caller.Person is { } officer && Permissions.Allow(officer.Role, Ability.Broadcast) ? officer.Districts : [];

    public async Task<Forecast> ForecastAsync(Caller caller, CampaignContent content, CancellationToken stop)
        => caller.Person is { } officer && Scope(caller).Count > 0 && content.Audience.IsCoveredBy(officer)
            ? await desk.ForecastAsync(content, stop)
            : new Forecast(0, true, 0, [], null);

    public async Task<Execution> WriteAsync(Caller caller, WriteCampaign write, CancellationToken stop)
    {
        if (caller.Person is not { } officer || Scope(caller).Count == 0)
        {
            return new Execution.Rejected(null, new Refusal("not-allowed"));
        }

        var (campaign, refusal) = await desk.WriteAsync(officer, write.Number, write.Content, stop);
        return campaign is null
            ? new Execution.Rejected(QuestionOf(refusal!), refusal!)
            : new Execution.Finished(new Saying(write.Number is null ? "broadcast.saved" : "broadcast.revised", [("number", campaign.Number.ToString(CultureInfo.InvariantCulture))]));
    }

    private static string? QuestionOf(Refusal refusal) => refusal.Code switch
    {
        "campaign-time-past" or "campaign-time-quiet" or "campaign-time-far" => "when",
        _ when refusal.Code.StartsWith("broadcast-", StringComparison.Ordinal) => "text",
        _ => null,
    };
}
