using BotAssistant.Messaging;

namespace BotAssistant.People;

public interface IPeople
{
    /// <summary>The person bound to this chat, or null.</summary>
    Task<Person?> FindAsync(ChatAddress address, CancellationToken stop);

    Task<Person?> FindAsync(Guid id, CancellationToken stop);

    /// <summary>The chats bound to a person, newest first.</summary>
    Task<IReadOnlyList<ChatAddress>> AddressesAsync(Guid personId, CancellationToken stop);

    /// <summary>Officers (and admins) who cover the district.</summary>
    Task<IReadOnlyList<Person>> OfficersOfAsync(string district, CancellationToken stop);

    /// <summary>Inspectors who cover the district.</summary>
    Task<IReadOnlyList<Person>> InspectorsOfAsync(string district, CancellationToken stop);

    Task AddAsync(Person person, CancellationToken stop);

    Task AddAsync(Invitation invitation, CancellationToken stop);

    /// <summary>Tracked: a use is saved with the unit of work, guarded against two uses at once.</summary>
    Task<Invitation?> FindInvitationAsync(string codeHash, CancellationToken stop);

    /// <summary>Binds the chat, replacing its earlier binding.</summary>
    Task BindAsync(ChatIdentity identity, CancellationToken stop);

    /// <summary>Erases the chat's binding.</summary>
    Task UnbindAsync(ChatAddress address, CancellationToken stop);
}

/// <summary>Counts failed attempts per chat and over all chats, durably, so that codes cannot be guessed.</summary>
public interface IAttempts
{
    /// <summary>Attempts recorded under the key since the given time.</summary>
    Task<int> CountAsync(string key, DateTimeOffset since, CancellationToken stop);

    /// <summary>Records one attempt in the open transaction.</summary>
    Task RecordAsync(string key, DateTimeOffset at, CancellationToken stop);
}

/// <summary>A keyed hash (HMAC-SHA-256, lower-case hex) for looking up what is stored encrypted.</summary>
public interface IKeyedHash
{
    string Of(string value);
}
