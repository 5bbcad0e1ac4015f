using System.Data.Common;
using BotAssistant.Messaging;
using BotAssistant.People;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class PeopleRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IPeople
{
    private const string BoundTo = """
        SELECT p."Id", p."Role", p."Name", p."Districts", p."CreatedAt"
        FROM "ChatIdentities" c JOIN "People" p ON p."Id" = c."PersonId" WHERE c."Address" = @address
        """;

    private const string Bind = """
        INSERT INTO "ChatIdentities" ("Address", "PersonId", "BoundAt") VALUES (@address, @person, @at)
        ON CONFLICT ("Address") DO UPDATE SET "PersonId" = excluded."PersonId", "BoundAt" = excluded."BoundAt"
        """;

    public async Task<Person?> FindAsync(ChatAddress address, CancellationToken stop)
        => (await bot.QueryAsync(BoundTo, Read, stop, ("@address", address.ToString()))).SingleOrDefault();

    public async Task<Person?> FindAsync(Guid id, CancellationToken stop)
    {
        var row = await bot.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop);
        return row is null ? null : Bring(row);
    }

    public async Task<IReadOnlyList<ChatAddress>> AddressesAsync(Guid personId, CancellationToken stop)
    {
        var addresses = await bot.ChatIdentities.Where(c => c.PersonId == personId).OrderByDescending(c => c.BoundAt).Select(c => c.Address).ToListAsync(stop);
        return [.. addresses.Select(ChatAddress.Parse)];
    }

    public Task<IReadOnlyList<Person>> OfficersOfAsync(string district, CancellationToken stop) => WhoCoverAsync(district, [Role.Officer, Role.Admin], stop);

    public Task<IReadOnlyList<Person>> InspectorsOfAsync(string district, CancellationToken stop) => WhoCoverAsync(district, [Role.Inspector], stop);

    public Task AddAsync(Person person, CancellationToken stop) => unit.AddAsync([new PersonRow
    {
        Id = person.Id,
        Role = person.Role,
        Name = keys.SealText(SealedColumn.PersonName, person.Name),
        Districts = string.Join(' ', person.Districts),
        CreatedAt = person.CreatedAt,
    }], stop);

    public Task AddAsync(Invitation invitation, CancellationToken stop) => unit.AddAsync([invitation], stop);

    public Task<Invitation?> FindInvitationAsync(string codeHash, CancellationToken stop)
        => bot.Invitations.SingleOrDefaultAsync(i => i.CodeHash == codeHash, stop);

    public Task BindAsync(ChatIdentity identity, CancellationToken stop) => unit.WriteAsync(
        store => store.ExecuteAsync(Bind, stop, ("@address", identity.Address), ("@person", identity.PersonId), ("@at", store.Instant(identity.BoundAt))), stop);

    public Task UnbindAsync(ChatAddress address, CancellationToken stop)
    {
        var key = address.ToString();
        return unit.WriteAsync(store => store.ChatIdentities.Where(c => c.Address == key).ExecuteDeleteAsync(stop), stop);
    }

    private async Task<IReadOnlyList<Person>> WhoCoverAsync(string district, Role[] roles, CancellationToken stop)
    {
        // Some dozens in a city: read and ask each.
        var rows = await bot.People.AsNoTracking().Where(p => roles.Contains(p.Role)).OrderBy(p => p.CreatedAt).ToListAsync(stop);
        return [.. rows.Select(Bring).Where(person => person.Covers(district))];
    }

    private Person Read(DbDataReader reader) => Bring(new PersonRow
    {
        Id = reader.GetGuid(0),
        Role = (Role)reader.GetInt32(1),
        Name = reader.GetString(2),
        Districts = reader.GetString(3),
        CreatedAt = bot.ReadInstant(reader, 4),
    });

    private Person Bring(PersonRow row) => new(
        row.Id, row.Role, keys.OpenText(SealedColumn.PersonName, row.Name), row.Districts.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.CreatedAt);
}
