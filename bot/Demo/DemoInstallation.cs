using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Workshops;

namespace BotAssistant.Bot.Demo;

/// <summary>--demo: 200 synthetic workshops on the first run, and fresh bind codes for an inspector and an officer on each.</summary>
internal sealed class DemoInstallation(IServiceScopeFactory scopes, WorkshopSeeder seeder, IKeyedHash hash, ITexts texts, TimeProvider time)
{
    public const int Workshops = 200;
    private const int Seed = 20200419;
    private static readonly TimeSpan CodesLast = TimeSpan.FromHours(24);

    public async Task PrepareAsync(TextWriter output, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var workshops = SyntheticWorkshops.Make(Workshops, Seed, hash.Of, time.GetUtcNow()).ToList();
        if (await scope.ServiceProvider.GetRequiredService<IWorkshops>().FindByNumberAsync(workshops[0].Number, stop) is null)
        {
            await seeder.AddRangeAsync(workshops, stop);
        }

        await output.WriteLineAsync(texts.Say("host.demo-ready", ("count", $"{Workshops}")));
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var desk = scope.ServiceProvider.GetRequiredService<InvitationDesk>();
        await work.BeginAsync(null, stop);
        var inspector = await desk.InviteAsync(Role.Inspector, texts.Say("host.demo-inspector"), [Person.WholeCity], CodesLast, stop);
        var officer = await desk.InviteAsync(Role.Officer, texts.Say("host.demo-officer"), [Person.WholeCity], CodesLast, stop);
        await work.CommitAsync(stop);
        await output.WriteLineAsync(texts.Say("host.demo-codes", ("hours", CodesLast.TotalHours.ToString("0", CultureInfo.InvariantCulture)), ("inspector", inspector), ("officer", officer)));
    }
}
