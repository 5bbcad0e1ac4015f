using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Reminders;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>What owners and staff were really shown, read from their screens, and what is wrong with it.</summary>
internal sealed partial class Receipts(Oracle oracle, Town town)
{
    private const string Title = "到期提醒";

    private readonly Dictionary<(string Kind, int Number), DueMatter> matters = town.Matters.ToDictionary(matter => (matter.Kind, matter.Number));
    private readonly HashSet<Said> said = [];

    /// <summary>What owners were told, each once.</summary>
    public IReadOnlySet<Said> OfOwners => said;

    /// <summary>What must not be: at night, stale, doubled, or to somebody else.</summary>
    public List<string> Faults { get; } = [];

    public int Messages { get; private set; }

    public void Read()
    {
        foreach (var owner in town.Owners)
        {
            foreach (var line in Shown(owner.User))
            {
                foreach (Match match in OwnersLine().Matches(line.Text))
                {
                    Judge(owner, line.At, KindOf(match.Groups[1].Value), Number(match.Groups[2].Value), DateOnly.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
                }
            }
        }
    }

    /// <summary>How many matters of each kind the digests for somebody of a district's staff counted, all together.</summary>
    public Dictionary<string, int> Counted(FakeWeChatUser staff, IReadOnlyCollection<DueMatter> ofDistrict)
    {
        var counts = new Dictionary<string, int>();
        foreach (var shown in Shown(staff))
        {
            foreach (Match match in StaffLine().Matches(shown.Text))
            {
                var kind = match.Groups[1].Value switch { "登记后首次检查" or "首次检查" => MatterKinds.FirstInspection, "行动计划任务" or "行动计划" => MatterKinds.PlanTask, _ => MatterKinds.PlanReport };
                var due = DateOnly.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
                if (!ofDistrict.Any(matter => matter.Kind == kind && matter.DueAt(shown.At) == due && oracle.RungOn(kind, due, DayOf(shown.At)) is not null))
                {
                    Faults.Add($"nothing of {kind} is due on {due:O} and to be said at {ChinaTime.In(shown.At):O} to {staff.OpenId}");
                }

                counts[kind] = counts.GetValueOrDefault(kind) + (match.Groups[2].Success ? Number(match.Groups[2].Value) : 1);
            }
        }

        return counts;
    }

    private IEnumerable<ScreenLine> Shown(FakeWeChatUser user)
    {
        foreach (var line in user.Screen.Lines.Where(line => line.Text.Contains(Title, StringComparison.Ordinal)))
        {
            Messages++;
            if (ChinaTime.In(line.At).Hour is < 9 or >= 20)
            {
                Faults.Add($"{user.OpenId} was disturbed at {ChinaTime.In(line.At):O}");
            }

            yield return line;
        }
    }

    private void Judge(Owner owner, DateTimeOffset at, string kind, int number, DateOnly due)
    {
        var what = $"{kind} {number} due {due:O}, said to {owner.User.OpenId} at {ChinaTime.In(at):O}";
        if (!matters.TryGetValue((kind, number), out var matter) || matter.Owner != owner)
        {
            Faults.Add($"not theirs: {what}");
        }
        else if (matter.DueAt(at) != due)
        {
            Faults.Add($"stale, for it is {(matter.DueAt(at) is { } now ? $"due {now:O}" : "done")}: {what}");
        }
        else if (oracle.RungOn(kind, due, DayOf(at)) is not { } rung)
        {
            Faults.Add($"no rung's time: {what}");
        }
        else if (owner.Manner == Manner.OptedOut && kind == MatterKinds.Certificate)
        {
            Faults.Add($"opted out: {what}");
        }
        else if (!said.Add(new Said(kind, number, due, rung)))
        {
            Faults.Add($"doubled: {what}");
        }
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(ChinaTime.In(at).DateTime);

    private static string KindOf(string word) => word switch { "证书" => MatterKinds.Certificate, "健康证明" => MatterKinds.HealthCertificate, _ => MatterKinds.CorrectiveAction };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(证书|健康证明|整改) Y?(\d+)号?（.*?(\d{4}-\d\d-\d\d)", RegexOptions.Multiline)]
    private static partial Regex OwnersLine();

    [GeneratedRegex(@"^(登记后首次检查|首次检查|行动计划任务|行动计划报送|行动计划统计表|行动计划)(?:：(\d+) 项)?.*?(20\d\d-\d\d-\d\d)", RegexOptions.Multiline)]
    private static partial Regex StaffLine();
}
