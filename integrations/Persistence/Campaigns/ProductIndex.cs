using BotAssistant.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Marks the products of workshops that were registered before there were marks: their particulars are sealed, so no migration can.</summary>
internal sealed class ProductIndex(UnitOfWork unit, WorkshopRows rows) : IProductIndex
{
    public Task<int> FillAsync(int limit, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var unmarked = await store.Workshops.AsNoTracking().Where(w => w.Products == null).OrderBy(w => w.Key).Take(limit).ToListAsync(stop);
        foreach (var row in unmarked)
        {
            await store.ExecuteAsync(
                """UPDATE "Workshops" SET "Products" = @products WHERE "Key" = @key AND "Products" IS NULL""", stop, ("@products", rows.Marks(row)), ("@key", row.Key));
        }

        return unmarked.Count;
    }, stop);
}
