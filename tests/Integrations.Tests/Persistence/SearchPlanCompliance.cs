using BotAssistant.Persistence;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteSearchPlanTests(Sqlite database) : SearchPlanCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresSearchPlanTests(Postgres database) : SearchPlanCompliance(database), IClassFixture<Postgres>;

/// <summary>A search must cost the same among 200 workshops and 200,000: no plan of it may read a table from end to end.</summary>
public abstract class SearchPlanCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task Among_20000_every_query_of_a_search_goes_by_an_index()
    {
        await Services.GetRequiredService<WorkshopSeeder>().AddRangeAsync(Samples.Many(20_000), Stop);
        await using var scope = Services.CreateAsyncScope();
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();

        var target = Samples.Many(1, 12_345).Single();
        foreach (var term in (string[])[target.Name[2..8], target.Particulars.Address, target.Number, target.Particulars.OwnerName])
        {
            Assert.Contains(target.Name, await SearchAsync(term, null));
            Assert.Contains(target.Name, await SearchAsync(term, [target.District]));
        }

        foreach (var districts in (string[]?[])[null, ["330203"], ["330203", "330205", "330281"]])
        {
            var statements = new SearchStatements(bot, districts);
            var grams = Grams.OfTerm(Grams.Fold(target.Name));
            foreach (var (text, parameters) in (Statement[])[statements.Direct(target.Number, Grams.Fold(target.Name), 10), statements.Count(grams), statements.HoldingAll(grams), statements.HoldingMost(grams)])
            {
                var explain = Database.Provider == "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
                var plan = string.Join('\n', await bot.QueryAsync(explain + text, row => row.GetString(row.FieldCount - 1), Stop, parameters));
                Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"SCAN (w|x|WorkshopGrams|Workshops)\b", plan);
            }
        }
    }

    private async Task<List<string>> SearchAsync(string term, string[]? districts)
        => [.. (await Ask<IWorkshops, IReadOnlyList<WorkshopLine>>(w => w.SearchAsync(term, districts, 200, Stop))).Select(line => line.Name)];
}
