using System.Security.Cryptography;
using BotAssistant.Auditing;
using BotAssistant.Messaging;

namespace BotAssistant.People;

/// <summary>Makes and takes in the one-time codes that bind a chat to a person.</summary>
public sealed class InvitationDesk(IPeople people, IAttempts attempts, IAudit audit, IKeyedHash hash, TimeProvider time)
{
    /// <summary>Wrong codes allowed to one chat within <see cref="Window"/>.</summary>
    public const int MostWrongPerChat = 5;

    /// <summary>Wrong codes allowed to all chats together within <see cref="Window"/>: many chats must not guess in turn.</summary>
    public const int MostWrongInAll = 200;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    private const string Everybody = "bind:*";

    // No 0/O, 1/I/L: codes are read out over the phone. 31^8 possibilities.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int CodeLength = 8;

    /// <summary>Makes a person with a code; the code is shown once and only its keyed hash kept.</summary>
    public async Task<string> InviteAsync(Role role, string name, IReadOnlyList<string> districts, TimeSpan validFor, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var person = new Person(Guid.CreateVersion7(now), role, name, districts, now);
        await people.AddAsync(person, stop);
        return await InviteAsync(person, validFor, stop);
    }

    /// <summary>A further code for a known person, e.g. an owner with a new phone.</summary>
    public async Task<string> InviteAsync(Person person, TimeSpan validFor, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var code = new string(RandomNumberGenerator.GetItems<char>(Alphabet, CodeLength));
        await people.AddAsync(new Invitation(Guid.CreateVersion7(now), hash.Of(code), person.Id, now, now + validFor), stop);
        await audit.WriteAsync(time, person, "invitation-made", $"{person.Role}", string.Join(' ', person.Districts), stop);
        return code;
    }

    /// <summary>绑定: binds the chat. Wrong, used and expired codes are refused alike, and counted.</summary>
    public async Task<(Person? Person, Refusal? Refusal)> BindAsync(ChatAddress address, string typed, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var ownKey = $"bind:{address}";
        if (await attempts.CountAsync(ownKey, now - Window, stop) >= MostWrongPerChat || await attempts.CountAsync(Everybody, now - Window, stop) >= MostWrongInAll)
        {
            return (null, new Refusal("code-too-often", ("minutes", $"{Window.TotalMinutes:0}")));
        }

        var code = new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (await people.FindInvitationAsync(hash.Of(code), stop) is not { } invitation || !invitation.TryUse(now))
        {
            await attempts.RecordAsync(ownKey, now, stop);
            await attempts.RecordAsync(Everybody, now, stop);
            return (null, new Refusal("code-wrong"));
        }

        var person = await people.FindAsync(invitation.PersonId, stop) ?? throw new InvalidOperationException("An invitation has no person.");
        await people.BindAsync(new ChatIdentity(address.ToString(), person.Id, now), stop);
        await audit.WriteAsync(time, person, "identity-bound", $"{person.Role}", address.Channel, stop);
        return (person, null);
    }
}
