using System.Globalization;
using BotAssistant.Reminders;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>A row of Reminders, with a message that said it.</summary>
/// <param name="Said">Of the plan's dates without their number: the table knows them by a name's hash.</param>
internal sealed record StoredReminder(Said Said, string District, string Address, string Message)
{
    /// <summary>The row r, written down up to the district; address and message follow.</summary>
    public const string Columns = """r."Kind" || '|' || CAST(r."SubjectId" AS TEXT) || '|' || CAST(r."DueOn" AS TEXT) || '|' || CAST(r."Rung" AS TEXT) || '|' || r."District" """;

    /// <summary>Told to staff, not to an owner.</summary>
    public bool IsStaffs => IsPlans(Said.Kind) || Said.Kind == MatterKinds.FirstInspection;

    public bool Of(string kind, string district) => Said.Kind == kind && District == district;

    public static StoredReminder Parse(string text)
    {
        var parts = text.Split('|');
        var number = IsPlans(parts[0]) ? 0 : Town.NumberOf(parts[1]);
        return new StoredReminder(new Said(parts[0], number, DateOnly.Parse(parts[2], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture)), parts[4], parts[5], parts[6]);
    }

    private static bool IsPlans(string kind) => kind is MatterKinds.PlanTask or MatterKinds.PlanReport;
}
