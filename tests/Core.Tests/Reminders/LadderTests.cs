using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Reminders;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Reminders;

public sealed class LadderTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    private static readonly Gen<Ladder> Ladders =
        from before in Gen.Int[0, 95].List[0, 8]
        from overdue in Gen.Int[1, 40].List[1, 4]
        from working in Gen.Bool
        from lasts in Gen.Int[1, 10]
        select new Ladder
        {
            Kind = "k", To = Audience.Owner, Statutory = true, FromWorkingDay = working, LastsDays = lasts,
            Before = [.. before.Distinct().OrderDescending()], Overdue = [.. overdue.Distinct().Order()],
        };

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 2500].Select(new DateOnly(2020, 1, 1).AddDays);

    private readonly Ladder certificate = Shipped.Book.Reminders.All[0].Of(MatterKinds.Certificate)!;
    private readonly Ladder report = Shipped.Book.Reminders.All[0].Of(MatterKinds.PlanReport)!;

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, 90)]
    [InlineData(61, 90)]
    [InlineData(60, 60)]
    [InlineData(45, 45)]
    [InlineData(31, 45)]
    [InlineData(30, 30)]
    [InlineData(15, 15)]
    [InlineData(7, 7)]
    [InlineData(2, 7)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, null)] // nothing overdue on this ladder
    public void A_certificate_is_on_the_rung_that_was_reached_last(int daysLeft, int? rung)
        => Assert.Equal(rung, certificate.RungOf(Day.AddDays(daysLeft), Day, Shipped.Book.WorkingDays));

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(-6, -1)]
    [InlineData(-7, -7)]
    [InlineData(-30, -30)]
    [InlineData(-36, -30)]
    [InlineData(-37, null)] // a week after the last one it would only be stale
    public void Overdue_goes_on_for_a_while_and_ends(int daysLeft, int? rung)
        => Assert.Equal(rung, Shipped.Book.Reminders.All[0].Of(MatterKinds.CorrectiveAction)!.RungOf(Day.AddDays(daysLeft), Day, Shipped.Book.WorkingDays));

    [Theory]
    [InlineData("2020-09-17", 1)] // the 20th is a Sunday: counted from Friday the 18th
    [InlineData("2020-09-18", 0)]
    [InlineData("2020-09-19", null)]
    public void A_report_due_on_a_day_off_is_reminded_of_before_its_last_working_day(string today, int? rung)
        => Assert.Equal(rung, report.RungOf(new DateOnly(2020, 9, 20), DateOnly.Parse(today, null), Shipped.Book.WorkingDays));

    [Fact]
    public void On_any_day_a_due_day_is_on_one_rung_at_most_and_that_is_the_lowest_reached()
        => Gen.Select(Ladders, Days, Gen.Int[-60, 110]).Sample((ladder, today, offset) =>
        {
            var dueOn = today.AddDays(offset);
            var holding = ladder.On(today, Shipped.Book.WorkingDays).Where(span => span.Holds(dueOn)).ToList();
            var left = (ladder.FromWorkingDay ? Shipped.Book.WorkingDays.Due(dueOn).LastWorkingDay : dueOn).DayNumber - today.DayNumber;
            var reached = ladder.Rungs.Where(rung => left <= rung).ToList();
            int? expected = reached.Count == 0 || left <= ladder.Rungs[^1] - ladder.LastsDays ? null : reached.Min();
            return holding.Count <= 1 && holding.FirstOrDefault()?.Rung == expected;
        });

    [Fact]
    public void A_daily_look_passes_every_rung_once_and_in_order()
        => Gen.Select(Ladders, Days).Sample((ladder, dueOn) =>
        {
            var seen = new List<int>();
            for (var today = dueOn.AddDays(-110); today <= dueOn.AddDays(60); today = today.AddDays(1))
            {
                if (ladder.RungOf(dueOn, today, Shipped.Book.WorkingDays) is { } rung && (seen.Count == 0 || seen[^1] != rung))
                {
                    seen.Add(rung);
                }
            }

            return seen.SequenceEqual(ladder.Rungs);
        }, iter: 100);
}
