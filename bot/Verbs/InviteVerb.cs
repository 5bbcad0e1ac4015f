using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>invite</c>: makes a one-time code. Whoever may run this on the server may hand out roles.</summary>
internal static class InviteVerb
{
    public static async Task<int> RunAsync(IServiceProvider services, Role role, string[] districts, string? workshop, string? name, int hours, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var work = services.GetRequiredService<IUnitOfWork>();
        var desk = services.GetRequiredService<InvitationDesk>();
        var validFor = TimeSpan.FromHours(hours);
        string code;
        string label;
        await work.BeginAsync(null, stop);
        if (role == Role.Owner)
        {
            if (workshop is null)
            {
                return await RefuseAsync(texts.Say("host.invite-needs-workshop"));
            }

            if (await services.GetRequiredService<IWorkshops>().FindByNumberAsync(workshop, stop) is not { OwnerId: { } ownerId } owned
                || await services.GetRequiredService<IPeople>().FindAsync(ownerId, stop) is not { } owner)
            {
                return await RefuseAsync(texts.Say("host.invite-no-workshop", ("number", workshop)));
            }

            code = await desk.InviteAsync(owner, validFor, stop);
            label = owned.Name;
        }
        else
        {
            if (districts.Length == 0)
            {
                return await RefuseAsync(texts.Say("host.invite-needs-district"));
            }

            var known = services.GetRequiredService<RegulationBook>().On(ChinaTime.Today(services.GetRequiredService<TimeProvider>())).Districts;
            var codes = districts.Select(typed => typed == texts.Say("host.whole-city") ? Person.WholeCity : known.Find(typed)?.Code).ToList();
            if (codes.IndexOf(null) is >= 0 and var unknown)
            {
                return await RefuseAsync(texts.Say("host.invite-district", ("typed", districts[unknown]), ("known", texts.List(known.All.Select(district => district.Name)))));
            }

            label = name ?? texts.Say("host.invite-name", ("district", texts.List(districts)), ("role", RoleName(texts, role)));
            code = await desk.InviteAsync(role, label, [.. codes.OfType<string>()], validFor, stop);
        }

        await work.CommitAsync(stop);
        await Console.Out.WriteLineAsync(texts.Say("host.invite-done", ("code", code), ("name", label), ("role", RoleName(texts, role)), ("hours", hours.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }

    private static string RoleName(ITexts texts, Role role) => texts.Say($"host.role-{role.ToString().ToLowerInvariant()}");
}
