using BotAssistant.Campaigns;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Workshops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteCampaignTests(Sqlite database) : CampaignCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresCampaignTests(Postgres database) : CampaignCompliance(database), IClassFixture<Postgres>;

public abstract class CampaignCompliance(DatabaseFixture database) : CampaignStore(database)
{
    [Fact]
    public async Task A_text_about_a_workshop_goes_for_each_and_any_other_once_to_a_person()
    {
        var owner = await OwnerAsync();
        await WorkshopAsync(owner);
        await WorkshopAsync(owner);
        Assert.Equal(2, (await ExpandedAsync("请{作坊名称}自查")).Count);
        Assert.Single(await ExpandedAsync("请各位自查"));
        Assert.Single(await PreviewAsync("请各位自查"));
    }

    [Fact]
    public async Task Nobody_is_added_twice_whoever_adds_and_however_often_a_server_dies()
    {
        for (var i = 0; i < 25; i++)
        {
            await WorkshopAsync(await OwnerAsync());
        }

        var campaign = await RunningAsync("请{作坊名称}自查");
        await using var other = SecondServer();
        for (var (step, more) = (0, true); more; step++)
        {
            await using var scope = (step % 2 == 0 ? Services : other).CreateAsyncScope();
            var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await unit.BeginAsync(null, Stop);
            more = await scope.ServiceProvider.GetRequiredService<ICampaignRecipients>().ExpandAsync(campaign, 7, Stop);

            // Each third server dies before its commit.
            if (step % 3 != 2)
            {
                await unit.CommitAsync(Stop);
            }
            else
            {
                more = true;
            }
        }

        Assert.Equal(25, (await TakeAsync(campaign)).Select(recipient => recipient.PersonId).Distinct().Count());
        Assert.Equal(25, (await TallyAsync(campaign)).Sum(line => line.Count));
    }

    [Fact]
    public async Task An_audience_is_found_by_district_product_and_state()
    {
        var elsewhere = NextDistrict();
        await WorkshopAsync(await OwnerAsync(), products: ["水磨年糕"]);
        await WorkshopAsync(await OwnerAsync(), products: ["盐卤豆腐"]);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], state: ProductionState.Suspended);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], state: ProductionState.Ceased);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], inDistrict: elsewhere);
        await WorkshopAsync(null, products: ["年糕"]);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], cancelled: true);

        Assert.Equal(3, await CountAsync([], ProductionState.Producing, ProductionState.Suspended));
        Assert.Equal(2, await CountAsync([], ProductionState.Producing));
        Assert.Equal(1, await CountAsync(["kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await CountAsync(["group:soy"], ProductionState.Producing, ProductionState.Suspended));
        Assert.Equal(2, await CountAsync(["group:soy", "kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await Ask<ICampaignRecipients, int>(recipients => recipients.CountUnreachableAsync(Audience([], ProductionState.Producing), Stop)));
    }

    [Fact]
    public async Task Inspectors_are_found_by_any_of_their_districts()
    {
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Inspector, "甲", ["330999", District], Time.GetUtcNow()), Stop);
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Inspector, "乙", ["330999"], Time.GetUtcNow()), Stop);
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Officer, "丙", [District], Time.GetUtcNow()), Stop);
        });
        var content = new CampaignContent("x", "请各位检查", new Audience(Role.Inspector, [District], [], []), null);
        Assert.Single(await Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(content, 10, Stop)));
    }

    [Fact]
    public async Task Workshops_from_before_there_were_marks_are_marked()
    {
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"]);
        await Alone<BotContext>(store => store.Workshops.Where(w => w.District == District).ExecuteUpdateAsync(set => set.SetProperty(w => w.Products, (string?)null), Stop));
        Assert.Equal(0, await CountAsync(["kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await Ask<IProductIndex, int>(index => index.FillAsync(10, Stop)));
        Assert.Equal(1, await CountAsync(["kind:niangao"], ProductionState.Producing));
    }
}
