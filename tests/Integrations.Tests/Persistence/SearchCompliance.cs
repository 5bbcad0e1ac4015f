using BotAssistant.Testing;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteSearchTests(Sqlite database) : SearchCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresSearchTests(Postgres database) : SearchCompliance(database), IClassFixture<Postgres>;

public abstract class SearchCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task Name_address_owner_and_number_find_it_in_part_and_whole()
    {
        var district = await AddAsync("谢桥头酱园", "钱塘测", "试验巷88弄6号", "330212-2026-70001");
        foreach (var term in (string[])["谢桥头酱园", "桥头酱", "酱园", "钱塘测", "试验巷", "88弄", "330212-2026-70001", "70001", "2026-7000", "３３０２１２－２０２６－７０００１"])
        {
            Assert.True((await SearchAsync(term, [district])).Contains("谢桥头酱园"), $"'{term}' does not find it.");
        }

        foreach (var term in (string[])["酱头", "园桥", "桥酱园", "谢", "", "  ", "%%", "88路"])
        {
            Assert.DoesNotContain("谢桥头酱园", await SearchAsync(term, [district]));
        }
    }

    [Fact]
    public async Task Width_case_and_spaces_do_not_matter()
    {
        await AddAsync("ＡＢＣ 食品坊", "李试", "某路", "330212-2026-70002");
        Assert.Contains("ＡＢＣ 食品坊", await SearchAsync("abc食品", null));
        Assert.Contains("ＡＢＣ 食品坊", await SearchAsync("Ａ b c", null));
    }

    [Fact]
    public async Task Another_district_does_not_see_it()
    {
        await AddAsync("独一处米酒", "王试", "某路", "330213-2026-70003", "330213");
        Assert.Contains("独一处米酒", await SearchAsync("独一处", ["330205", "330213"]));
        Assert.Contains("独一处米酒", await SearchAsync("独一处", null));
        Assert.Empty(await SearchAsync("独一处", ["330205"]));
        Assert.Empty(await SearchAsync("330213-2026-70003", ["330205"]));
        Assert.Empty(await SearchAsync("独一处", []));
    }

    [Fact]
    public async Task The_exact_number_comes_first_then_the_exact_name_then_the_beginning()
    {
        await AddAsync("大同记甜品", "甲试", "某路", "330225-2026-70011", "330225");
        await AddAsync("大同记", "乙试", "某路", "330225-2026-70012", "330225");
        await AddAsync("老大同记", "丙试", "某路", "330225-2026-70010", "330225");
        await AddAsync("别家", "丁试", "大同记隔壁", "330225-2026-70009", "330225");
        Assert.Equal(["大同记", "大同记甜品", "老大同记", "别家"], await SearchAsync("大同记", ["330225"]));
        Assert.Equal(["大同记"], await SearchAsync("大同记", ["330225"], limit: 1));
        Assert.Equal("大同记", (await SearchAsync("330225-2026-70012", ["330225"]))[0]);
    }

    [Fact]
    public async Task A_changed_workshop_is_found_by_its_new_texts_only()
    {
        await AddAsync("旧招牌豆腐", "甲试", "旧桥路", "330226-2026-70020", "330226");
        await Do<IWorkshops>(async workshops =>
        {
            var found = await workshops.FindByNumberAsync("330226-2026-70020", Stop);
            found!.Change(found.Particulars with { WorkshopName = "新招牌豆腐", District = "330225" }, found.OwnerAtAddressHash, Time.GetUtcNow(), "x", "改名");
            await workshops.SaveAsync(found, Stop);
        });
        Assert.Empty(await SearchAsync("旧招牌", null));
        Assert.Equal(["新招牌豆腐"], await SearchAsync("招牌豆腐", ["330225"]));
        Assert.Empty(await SearchAsync("招牌豆腐", ["330226"]));
    }

    [Fact]
    public async Task Near_names_are_those_with_most_in_common()
    {
        await AddAsync("慈城水磨年糕", "甲试", "某路", "330206-2026-70031", "330206");
        await AddAsync("慈城酒坊", "乙试", "某路", "330206-2026-70032", "330206");
        await AddAsync("梅山海鲜", "丙试", "某路", "330206-2026-70033", "330206");
        var near = await Ask<IWorkshops, IReadOnlyList<WorkshopLine>>(w => w.NearAsync("慈城手工年糕", ["330206"], 5, Stop));
        Assert.Equal(["慈城水磨年糕", "慈城酒坊"], near.Select(line => line.Name));
        Assert.Empty(await Ask<IWorkshops, IReadOnlyList<WorkshopLine>>(w => w.NearAsync("慈城手工年糕", ["330205"], 5, Stop)));
    }

    private async Task<string> AddAsync(string name, string owner, string address, string number, string district = "330212")
    {
        await Do<IWorkshops>(w => w.AddAsync(Samples.Workshop(number, Samples.Particulars(name, owner, address, district)), Stop));
        return district;
    }

    private async Task<List<string>> SearchAsync(string term, string[]? districts, int limit = 10)
        => [.. (await Ask<IWorkshops, IReadOnlyList<WorkshopLine>>(w => w.SearchAsync(term, districts, limit, Stop))).Select(line => line.Name)];
}
