using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Conversations;

/// <summary>Who is called when somebody asks: those of the district who are on duty (值班), else everybody of the district.</summary>
public sealed class HelpCall(IDuties duties, IPeople people, INotices notices, TimeProvider time)
{
    /// <summary>Who may take the request. One whose district is not known is for those of the whole city and whoever is on duty.</summary>
    public async Task<IReadOnlyList<Person>> StaffOfAsync(HelpRequest request, CancellationToken stop)
    {
        var district = request.District ?? Person.WholeCity;
        var staff = (await people.OfficersOfAsync(district, stop)).Concat(await people.InspectorsOfAsync(district, stop)).ToList();
        return request.District is null ? [.. staff.UnionBy(await OnDutyAsync(stop), person => person.Id)] : staff;
    }

    public async Task<bool> IsAnyoneOnDutyAsync(HelpRequest request, CancellationToken stop)
    {
        var onDuty = await duties.AtAsync(time.GetUtcNow(), stop);
        return onDuty.Count > 0 && (await StaffOfAsync(request, stop)).Any(person => onDuty.Contains(person.Id));
    }

    /// <summary>Tells them that it waits; true when somebody on duty was told.</summary>
    public async Task<bool> TellAsync(HelpRequest request, Guid? except, CancellationToken stop)
    {
        var staff = (await StaffOfAsync(request, stop)).Where(person => person.Id != except).ToList();
        var ids = await duties.AtAsync(time.GetUtcNow(), stop);
        var onDuty = staff.Where(person => ids.Contains(person.Id)).ToList();
        foreach (var person in onDuty.Count > 0 ? onDuty : staff)
        {
            await notices.TellAsync(person, "notice.help-asked", [("number", $"{request.Number}"), ("who", request.Who), ("question", request.Question)], stop);
        }

        return onDuty.Count > 0;
    }

    private async Task<IReadOnlyList<Person>> OnDutyAsync(CancellationToken stop)
    {
        var found = new List<Person>();
        foreach (var id in await duties.AtAsync(time.GetUtcNow(), stop))
        {
            if (await people.FindAsync(id, stop) is { } person && Permissions.Allow(person.Role, Ability.AnswerHelp))
            {
                found.Add(person);
            }
        }

        return found;
    }
}
