namespace BotAssistant.People;

/// <summary>What a person is to the bureau.</summary>
public enum Role
{
    /// <summary>业主: runs a workshop.</summary>
    Owner,
    /// <summary>监管人员: looks after the workshops of some districts.</summary>
    Inspector,
    /// <summary>Officer of a district's bureau or of the city's: reviews filings.</summary>
    Officer,
    /// <summary>Runs the installation.</summary>
    Admin,
}

/// <summary>A known person. A chat identity is bound to one; a person may have several identities.</summary>
public sealed class Person(Guid id, Role role, string name, IReadOnlyList<string> districts, DateTimeOffset createdAt)
{
    public const string WholeCity = "*";

    public Guid Id { get; } = id;
    public Role Role { get; } = role;

    /// <summary>How colleagues see them in reasons and logs, e.g. "海曙监管员".</summary>
    public string Name { get; } = name;

    /// <summary>District codes (GB/T 2260) or <see cref="WholeCity"/>; empty for owners.</summary>
    public IReadOnlyList<string> Districts { get; } = districts;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public bool IsOfWholeCity => Districts.Contains(WholeCity);

    public bool Covers(string district) => IsOfWholeCity || Districts.Contains(district);
}

/// <summary>The binding of one chat to one person. Erased when the chat ends (unsubscribe); the person and the file stay.</summary>
public sealed class ChatIdentity(string address, Guid personId, DateTimeOffset boundAt)
{
    /// <summary><see cref="Messaging.ChatAddress"/> in its stored form.</summary>
    public string Address { get; } = address;

    public Guid PersonId { get; } = personId;
    public DateTimeOffset BoundAt { get; } = boundAt;
}

/// <summary>A one-time code that binds a chat to a person; only its keyed hash is kept.</summary>
public sealed class Invitation(Guid id, string codeHash, Guid personId, DateTimeOffset createdAt, DateTimeOffset expiresAt)
{
    public Guid Id { get; } = id;
    public string CodeHash { get; } = codeHash;

    /// <summary>The person it binds to, made together with the invitation.</summary>
    public Guid PersonId { get; } = personId;

    public DateTimeOffset CreatedAt { get; } = createdAt;
    public DateTimeOffset ExpiresAt { get; } = expiresAt;
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>False when used or expired: the caller is told the same in both cases.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        if (UsedAt is not null || now >= ExpiresAt)
        {
            return false;
        }

        UsedAt = now;
        return true;
    }
}

/// <summary>Who speaks in a turn: a chat and, when bound, the person behind it.</summary>
public sealed record Caller(Messaging.ChatAddress Address, Person? Person)
{
    public Role? Role => Person?.Role;
}
