using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Bot.Tests;

/// <summary>What a test finds in place before anybody speaks.</summary>
internal static class Installation
{
    public static async Task<T> InScopeAsync<T>(this IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Makes whoever writes from there the owner of a registered workshop.</summary>
    public static Task<Workshop> RegisterAsync(this IServiceProvider services, ChatAddress address, string key, string district, params string[] products) => services.InScopeAsync(async scope =>
    {
        var (work, now) = (scope.GetRequiredService<IUnitOfWork>(), scope.GetRequiredService<TimeProvider>().GetUtcNow());
        await work.BeginAsync(null, default);
        var (people, workshops) = (scope.GetRequiredService<IPeople>(), scope.GetRequiredService<IWorkshops>());
        var owner = await people.FindAsync(address, default) ?? new Person(Guid.CreateVersion7(), Role.Owner, "王小明", [], now);
        if (await people.FindAsync(owner.Id, default) is null)
        {
            await people.AddAsync(owner, default);
            await people.BindAsync(new ChatIdentity(address.ToString(), owner.Id, now), default);
        }

        var particulars = Samples.Particulars($"阿四{products[0]}坊", owner.Name, district: district) with { Products = products };
        var workshop = Workshop.Register(Guid.CreateVersion7(), await workshops.NextNumberAsync(district, 2026, default), owner.Id, key, particulars, now, "审核员");
        await workshops.AddAsync(workshop, default);
        await work.CommitAsync(default);
        return workshop;
    });

    public static Task<string> InviteAsync(this IServiceProvider services, Role role, string name, params string[] districts) => services.InScopeAsync(async scope =>
    {
        var work = scope.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(null, default);
        var code = await scope.GetRequiredService<InvitationDesk>().InviteAsync(role, name, districts, TimeSpan.FromHours(72), default);
        await work.CommitAsync(default);
        return code;
    });
}
