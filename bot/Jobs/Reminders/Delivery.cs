using BotAssistant.Dialogs.Reminders;
using BotAssistant.People;
using BotAssistant.Reminders;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>One page of a delivery: what no longer holds is dropped, what holds is said, and the store remembers both, in one transaction.</summary>
internal sealed class Delivery(IUnitOfWork work, IReminders reminders, ReminderDesk desk, IPeople people, Campaigns.IOptOuts optOuts, MatterCard card, ReminderPost post)
{
    private const int StaffPage = 500;

    public Task<int> SettleAsync(CancellationToken stop) => reminders.SettleAsync(stop);

    public Task<IReadOnlyList<string>> DistrictsAsync(CancellationToken stop) => reminders.DistrictsAsync(stop);

    /// <summary>Tells the next owners, and returns the last of them; null when there are no more.</summary>
    public async Task<Guid?> OwnersAsync(Guid? after, int limit, DeliveryCounts counts, CancellationToken stop)
    {
        var page = await reminders.PeopleAsync(after, limit, stop);
        if (page.Count == 0)
        {
            return null;
        }

        await work.BeginAsync(null, stop);
        var (say, drop) = await desk.SortAsync(await reminders.OfAsync(page, stop), stop);
        await DropAsync(drop, counts, stop);
        foreach (var owner in say.GroupBy(saying => saying.Reminder.PersonId!.Value))
        {
            await TellOwnerAsync(owner.Key, [.. owner], counts, stop);
        }

        await work.CommitAsync(stop);
        return page[^1];
    }

    /// <summary>Tells the staff of a district.</summary>
    public async Task<bool> DistrictAsync(string district, DeliveryCounts counts, CancellationToken stop)
    {
        await work.BeginAsync(null, stop);
        var digests = new Dictionary<Audience, Digest>();
        for (long last = 0; await reminders.OfDistrictAsync(district, last, StaffPage, stop) is { Count: > 0 } page; last = page[^1].Id)
        {
            var (say, drop) = await desk.SortAsync(page, stop);
            await DropAsync(drop, counts, stop);
            foreach (var saying in say)
            {
                var to = desk.Rule.Of(saying.Matter.Kind)?.To == Audience.Inspectors ? Audience.Inspectors : Audience.Officers;
                (digests.TryGetValue(to, out var digest) ? digest : digests[to] = new Digest(card)).Add(saying);
            }
        }

        foreach (var (audience, digest) in digests)
        {
            var messages = new List<Guid>();
            foreach (var person in await StaffAsync(district, audience, stop))
            {
                messages.AddRange(await post.SendAsync(person, digest.Text(), digest.Notice(), stop));
            }

            await QueueAsync(digest.Ids, messages, counts, stop);
        }

        await work.CommitAsync(stop);
        return true;
    }

    private async Task TellOwnerAsync(Guid ownerId, IReadOnlyList<TimelyReminder> sayings, DeliveryCounts counts, CancellationToken stop)
    {
        var wanted = sayings;
        var owner = await people.FindAsync(ownerId, stop);
        if (owner is not null && await optOuts.FindAsync(owner.Id, stop) is not null)
        {
            wanted = [.. sayings.Where(saying => desk.Rule.Of(saying.Matter.Kind)!.Statutory)];
            await MoveAsync([.. sayings.Except(wanted).Select(saying => saying.Reminder.Id)], ReminderState.OptedOut, [], counts, stop);
        }

        if (wanted.Count > 0)
        {
            var messages = owner is null ? [] : await post.SendAsync(owner, card.ToOwner(wanted), card.ToNotice(wanted), stop);
            await QueueAsync([.. wanted.Select(saying => saying.Reminder.Id)], messages, counts, stop);
        }
    }

    /// <summary>The district's own people; those of the whole city only where it has none.</summary>
    private async Task<IReadOnlyList<Person>> StaffAsync(string district, Audience audience, CancellationToken stop)
    {
        var all = audience == Audience.Inspectors ? await people.InspectorsOfAsync(district, stop) : await people.OfficersOfAsync(district, stop);
        if (all.Count == 0 && audience == Audience.Inspectors)
        {
            return await StaffAsync(district, Audience.Officers, stop);
        }

        List<Person> own = [.. all.Where(person => !person.IsOfWholeCity)];
        return own.Count > 0 ? own : all;
    }

    private Task QueueAsync(IReadOnlyCollection<long> ids, IReadOnlyCollection<Guid> messages, DeliveryCounts counts, CancellationToken stop)
    {
        counts.Messages += messages.Count;
        return MoveAsync(ids, messages.Count == 0 ? ReminderState.Unreachable : ReminderState.Queued, messages, counts, stop);
    }

    private async Task DropAsync(IEnumerable<(PlannedReminder Reminder, ReminderState Becomes)> drop, DeliveryCounts counts, CancellationToken stop)
    {
        foreach (var group in drop.GroupBy(dropped => dropped.Becomes))
        {
            await MoveAsync([.. group.Select(dropped => dropped.Reminder.Id)], group.Key, [], counts, stop);
        }
    }

    private async Task MoveAsync(IReadOnlyCollection<long> ids, ReminderState to, IReadOnlyCollection<Guid> messages, DeliveryCounts counts, CancellationToken stop)
    {
        if (ids.Count > 0)
        {
            await reminders.MoveAsync(ids, to, messages, stop);
            counts.Add(to, ids.Count);
        }
    }
}
