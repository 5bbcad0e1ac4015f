using BotAssistant.Reminders;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>
/// The year passes: from one full hour to the next, to the sweep at half past four and to each further try of a send. Meanwhile days are moved and matters
/// done, people write, servers are stopped, killed and started, and the clock is put wrong for two hours.
/// </summary>
internal sealed class SimulatedYear(Town town, ServersOnAClock servers, FakeTimeProvider time, RawDatabase raw, DateOnly first, int days, int restarts, Random random)
{
    private static readonly TimeSpan Jump = TimeSpan.FromHours(5);
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    private static readonly TimeOnly Morning = new(8, 40);
    private static readonly TimeOnly Night = new(22, 40);

    /// <summary>When matters change: before the delivery, in its hours and after them.</summary>
    private static readonly TimeOnly[] Changes = [Morning, new(13, 20), Night];

    /// <summary>When people write: also soon after a change, and at night.</summary>
    private static readonly TimeOnly[] Writing = [Morning, new(13, 40), new(18, 40), Night];

    private readonly PriorityQueue<Func<Task>, DateTimeOffset> agenda = new();
    private readonly HashSet<string> unanswered = [];

    /// <summary>Reminders of whose message nobody knows what became, as <see cref="StoredReminder"/> reads them.</summary>
    public IReadOnlyCollection<string> Unanswered => unanswered;

    public int Restarts { get; private set; }

    public int Kills { get; private set; }

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task PassAsync()
    {
        foreach (var matter in town.Matters)
        {
            Foretell(matter);
        }

        PlanChanges();
        PlanDays();
        PlanRestarts();
        var end = ChinaTime.At(first.AddDays(days - 1), new TimeOnly(23, 50));
        for (var server = 0; server < servers.Count; server++)
        {
            await servers.StartAsync(server);
        }

        while (Now < end)
        {
            await servers.PassAsync(await NextAsync());
            await servers.SettleAsync();
            while (agenda.TryPeek(out var act, out var at) && at <= Now)
            {
                agenda.Dequeue();
                await act();
                await servers.SettleAsync();
            }
        }
    }

    private async Task<DateTimeOffset> NextAsync()
    {
        var next = NextHour();
        if (servers.Running.Count > 0 && await servers.NextTryAsync() is { } again && again < next)
        {
            // All tries of some minutes at once.
            next = new DateTimeOffset((Math.Max(again.UtcTicks, Now.UtcTicks) / Together.Ticks + 1) * Together.Ticks, TimeSpan.Zero);
        }

        return agenda.TryPeek(out _, out var planned) && planned < next ? planned < Now ? Now : planned : next;
    }

    /// <summary>One day in seven passes hour by hour. The others pass in larger steps, as on a machine that sleeps in between: what is missed is made up for.</summary>
    private DateTimeOffset NextHour()
    {
        var now = ChinaTime.In(Now);
        var day = DateOnly.FromDateTime(now.DateTime);
        int[] hours = day.DayNumber % 7 == 0 ? [.. Enumerable.Range(0, 24)] : [9, 12, 15, 18, 20];
        return hours.Select(hour => ChinaTime.At(day, new TimeOnly(hour, 0)))
            .Append(ChinaTime.At(day, new TimeOnly(4, 30)))
            .Append(ChinaTime.At(day.AddDays(1), new TimeOnly(4, 30)))
            .Append((day.DayNumber + 1) % 7 == 0 ? ChinaTime.At(day.AddDays(1), TimeOnly.MinValue) : DateTimeOffset.MaxValue)
            .Where(mark => mark > Now).Min();
    }

    /// <summary>Half of the matters are moved, done, or done and opened again with another day.</summary>
    private void Foretell(DueMatter matter)
    {
        var due = matter.History[0].DueOn!.Value;
        switch (random.Next(8))
        {
            case 0:
            case 1:
                Add(due.AddDays(-random.Next(1, 90)), due.AddDays(random.Next(-15, 60)));
                break;
            case 2:
                Add(due.AddDays(-random.Next(-35, 80)), null);
                break;
            case 3 when matter.Kind != MatterKinds.FirstInspection:
                var done = due.AddDays(-random.Next(-35, 80));
                var again = done.AddDays(random.Next(3, 20));
                Add(done, null);
                Add(again, again.AddDays(random.Next(5, 30)));
                break;
        }

        void Add(DateOnly day, DateOnly? dueOn)
        {
            if (day > first && dueOn != matter.History[^1].DueOn)
            {
                matter.History.Add(new Change(ChinaTime.At(day, Changes[random.Next(Changes.Length)]), dueOn));
            }
        }
    }

    private void PlanChanges()
    {
        var changes = town.Matters.SelectMany(matter => matter.History.Skip(1).Select(change => (Matter: matter, Change: change)));
        foreach (var together in changes.GroupBy(change => change.Change.At))
        {
            agenda.Enqueue(() => ChangeAsync([.. together]), together.Key);
        }
    }

    /// <summary>All that was due has been done, so whatever is said from here on is said after the change.</summary>
    private async Task ChangeAsync(List<(DueMatter Matter, Change Change)> changes)
    {
        await town.ChangeAsync(changes);
        changes.ForEach(change => change.Change.At = Now.AddTicks(1));
    }

    private void PlanDays()
    {
        foreach (var day in Enumerable.Range(0, days).Select(first.AddDays))
        {
            agenda.Enqueue(() => town.WriteAsync(Now), ChinaTime.At(day, Morning));
            agenda.Enqueue(RememberUnansweredAsync, ChinaTime.At(day, Night));
        }

        foreach (var owner in town.Owners.Where(owner => owner.Manner == Manner.Sometimes))
        {
            for (var day = random.Next(1, 8); day < days; day += random.Next(3, 9))
            {
                agenda.Enqueue(() => WriteAsync(owner), ChinaTime.At(first.AddDays(day), Writing[random.Next(Writing.Length)]));
            }
        }
    }

    private async Task WriteAsync(Owner owner)
    {
        if (servers.IsSteady && (await owner.User.SayAsync("菜单")).Acknowledged)
        {
            owner.Windows.Add((Now, Now + TimeSpan.FromDays(2)));
        }
    }

    /// <summary>One server: restarts at random. Two: one is killed each month. In the middle of the year a wrong clock.</summary>
    private void PlanRestarts()
    {
        var jump = first.AddDays(days / 2);
        agenda.Enqueue(() => servers.JumpAsync(Jump), ChinaTime.At(jump, new TimeOnly(11, 10)));
        agenda.Enqueue(() => servers.JumpAsync(TimeSpan.Zero), ChinaTime.At(jump, new TimeOnly(13, 10)));
        var some = servers.Count > 1
            ? Enumerable.Range(0, Math.Max(1, days / 30)).Select(month => first.AddDays((month * 30) + random.Next(2, 28)))
            : Enumerable.Range(1, days - 2).OrderBy(_ => random.Next()).Select(first.AddDays).Where(day => Math.Abs(day.DayNumber - jump.DayNumber) > 3).Take(restarts * days / 365).ToList();
        foreach (var (day, index) in some.Select((day, index) => (day, index)))
        {
            var time = (index % 5) switch
            {
                0 or 1 => new TimeOnly(8, 59),
                2 => new TimeOnly(4, 29),
                _ => new TimeOnly(random.Next(24), random.Next(60), 30),
            };
            agenda.Enqueue(() => RestartAsync(kill: servers.Count > 1 || index % 5 != 4, inTheMiddle: index % 5 < 3), ChinaTime.At(day, time));
        }
    }

    private async Task RestartAsync(bool kill, bool inTheMiddle)
    {
        if (servers.Running.Count < servers.Count)
        {
            // Still down from the last time.
            agenda.Enqueue(() => RestartAsync(kill, inTheMiddle), Now.AddHours(5));
            return;
        }

        var server = random.Next(servers.Count);
        if (inTheMiddle)
        {
            await servers.PassAsync(Now.AddMinutes(1));
            await Task.Delay(random.Next(1, 60 + (town.Owners.Count / 20)));
        }

        await (kill ? servers.KillAsync(server) : servers.StopAsync(server));
        (Restarts, Kills) = (Restarts + 1, Kills + (kill ? 1 : 0));
        double[] hours = [0, 0, 0, 0.5, 3, 8, 26];
        agenda.Enqueue(() => servers.StartAsync(server), Now.AddHours(hours[random.Next(hours.Length)]));
    }

    /// <summary>Before housekeeping forgets them.</summary>
    private async Task RememberUnansweredAsync() => unanswered.UnionWith(await raw.ReadAsync($"""
        SELECT {StoredReminder.Columns} || '|' || o."Address" || '|' || CAST(o."Id" AS TEXT) FROM "Reminders" r JOIN "ReminderMessages" m ON m."ReminderId" = r."Id" JOIN "Outbox" o ON o."Id" = m."OutboxId" WHERE o."State" = 5
        """));
}
