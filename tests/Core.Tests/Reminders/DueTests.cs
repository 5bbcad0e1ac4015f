using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Plans;
using BotAssistant.Reminders;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Reminders;

public sealed class DueTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly ReminderRule Rule = Shipped.Book.Reminders.All[0];

    /// <summary>An action's life: due so many days after the start, moved on a day, done on a day, and days on which no server ran.</summary>
    private static readonly Gen<(int DueIn, int MovedOn, int MovedBy, int DoneOn, HashSet<int> Down)> Lives =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 80], Gen.Int[-20, 30], Gen.Int[0, 140], Gen.Int[0, 140].Array[0, 60]).Select(life => (life.Item1, life.Item2, life.Item3, life.Item4, life.Item5.ToHashSet()));

    [Fact]
    public void Nobody_is_reminded_of_what_is_done_or_of_a_day_that_was_moved()
        => Lives.Sample(life => Live(life).All(sent => sent.On < life.DoneOn && sent.Key.DueOn == DueOn(life, sent.On)));

    [Fact]
    public void Every_rung_whose_time_came_while_a_server_ran_goes_once()
        => Lives.Sample(life =>
        {
            var ladder = Rule.Of(MatterKinds.CorrectiveAction)!;
            var expected = Enumerable.Range(0, 140)
                .Where(day => !life.Down.Contains(day) && day < life.DoneOn)
                .Select(day => (Due: DueOn(life, day), Rung: ladder.RungOf(DueOn(life, day), Start.AddDays(day), Shipped.Book.WorkingDays)))
                .Where(rung => rung.Rung is not null)
                .Distinct();
            return Live(life).Select(sent => (sent.Key.DueOn, (int?)sent.Key.Rung)).Order().SequenceEqual(expected.Order());
        });

    [Fact]
    public void The_plan_s_dates_are_matters_of_each_district_with_a_key_that_stays()
    {
        var plan = Shipped.Book.Plans.On(new DateOnly(2020, 4, 19));
        var (once, again) = (PlanMatters.Of(plan, ["330203", "330205"]).ToList(), PlanMatters.Of(plan, ["330203", "330205"]).ToList());

        Assert.Equal(2 * (11 + 6), once.Count);
        Assert.Equal(once, again);
        Assert.Equal(once.Count, once.Select(matter => (matter.Kind, matter.SubjectId)).Distinct().Count());
        Assert.Equal(2, Due.On(new DateOnly(2020, 9, 18), once, Rule, Shipped.Book.WorkingDays).Count(due => due.Key is { Kind: MatterKinds.PlanReport, Rung: 0 }));
    }

    [Fact]
    public void A_kind_without_a_ladder_is_not_reminded_of()
        => Assert.Empty(Due.On(Start, [new Matter("unknown", Guid.NewGuid(), Start, "330203", null, "", "")], Rule, Shipped.Book.WorkingDays));

    [Theory]
    [InlineData("2026-11-25T00:59:59Z", false)]
    [InlineData("2026-11-25T01:00:00Z", true)] // 9 in Shanghai
    [InlineData("2026-11-25T11:59:59Z", true)]
    [InlineData("2026-11-25T12:00:00Z", false)] // 20 in Shanghai
    public void Nothing_goes_out_in_the_quiet_hours(string now, bool may) => Assert.Equal(may, Rule.MayDeliver(DateTimeOffset.Parse(now, null), Shipped.Rules.QuietHours));

    /// <summary>What is sent when each day that a server runs sends what is due and has not been sent.</summary>
    private static List<(int On, ReminderKey Key)> Live((int DueIn, int MovedOn, int MovedBy, int DoneOn, HashSet<int> Down) life)
    {
        var (id, sent, known) = (Guid.NewGuid(), new List<(int, ReminderKey)>(), new HashSet<ReminderKey>());
        foreach (var day in Enumerable.Range(0, 140).Where(day => !life.Down.Contains(day)))
        {
            Matter[] matters = day < life.DoneOn ? [new Matter(MatterKinds.CorrectiveAction, id, DueOn(life, day), "330203", id, "", "")] : [];
            sent.AddRange(Due.On(Start.AddDays(day), matters, Rule, Shipped.Book.WorkingDays).Where(due => known.Add(due.Key)).Select(due => (day, due.Key)));
        }

        return sent;
    }

    private static DateOnly DueOn((int DueIn, int MovedOn, int MovedBy, int DoneOn, HashSet<int> Down) life, int day)
        => Start.AddDays(life.DueIn + (day >= life.MovedOn ? life.MovedBy : 0));
}
