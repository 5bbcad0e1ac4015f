using BotAssistant.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CampaignRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : ICampaigns
{
    // A stopped one is of interest until all its recipients have been told off.
    private const string Active = """
        SELECT c."Number" FROM "Campaigns" c WHERE c."State" IN (2, 3, 4)
        OR (c."State" = 5 AND EXISTS (SELECT 1 FROM "CampaignRecipients" r WHERE r."CampaignId" = c."Id" AND r."State" IN (0, 1)))
        ORDER BY c."Number"
        """;

    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("campaign", stop), stop);

    public async Task AddAsync(Campaign campaign, CancellationToken stop)
    {
        var row = Fill(campaign);
        await unit.AddAsync([row, new CampaignRunRow { CampaignId = campaign.Id }], stop);
        versions.Remember(campaign, row.Version);
    }

    public async Task SaveAsync(Campaign campaign, CancellationToken stop)
    {
        var row = Fill(campaign);
        row.Version = versions.Of(campaign);
        await unit.WriteAsync(async store =>
        {
            if (store.Campaigns.Local.FindEntry(campaign.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.Campaigns.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(campaign, row.Version);
    }

    public async Task<Campaign?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<Campaign>> RecentAsync(int limit, CancellationToken stop)
    {
        var rows = await bot.Campaigns.AsNoTracking().OrderByDescending(c => c.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public async Task<IReadOnlyList<int>> ActiveAsync(CancellationToken stop) => await bot.QueryAsync(Active, reader => reader.GetInt32(0), stop);

    private CampaignRow Fill(Campaign campaign) => new()
    {
        Id = campaign.Id,
        Number = campaign.Number,
        AuthorId = campaign.AuthorId,
        State = campaign.State,
        EndsAt = campaign.EndsAt,
        Content = keys.Seal(SealedColumn.CampaignContent, campaign.Content),
        Steps = keys.Seal(SealedColumn.CampaignSteps, campaign.Steps),
    };

    private Campaign Bring(CampaignRow row)
    {
        var content = keys.Open<CampaignContent>(SealedColumn.CampaignContent, row.Content);
        var campaign = Campaign.Restore(row.Id, row.Number, row.AuthorId, content, row.State, row.EndsAt, keys.Open<List<CampaignStep>>(SealedColumn.CampaignSteps, row.Steps));
        versions.Remember(campaign, row.Version);
        return campaign;
    }
}
