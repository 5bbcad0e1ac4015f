namespace BotAssistant.Conversations;

/// <summary>人工: somebody asked for a person.</summary>
public sealed record HelpRequest(Guid Id, int Number, string Address, string? District, string Where, DateTimeOffset AskedAt)
{
    public DateTimeOffset? AnsweredAt { get; init; }

    public static HelpRequest Ask(int number, string address, string? district, string where, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), number, address, district, where, now);
}

public interface IHelpRequests
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(HelpRequest request, CancellationToken stop);

    /// <summary>The chat's open request, if any: asking twice is one request.</summary>
    Task<HelpRequest?> OpenOfAsync(string address, CancellationToken stop);

    Task<HelpRequest?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>Open requests of the districts and those of no district (null = all), oldest first.</summary>
    Task<IReadOnlyList<HelpRequest>> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    Task SaveAsync(HelpRequest request, CancellationToken stop);
}
