namespace BotAssistant.Documents;

/// <summary>Where this installation is reached from anywhere.</summary>
/// <param name="Address">Null when it has no public address.</param>
public sealed record PublicSite(Uri? Address)
{
    public const string FiveSPath = "/five-s";

    /// <summary>The list of holders whose 5S acceptance is published.</summary>
    public Uri? FiveS => Address is null ? null : new Uri(Address, FiveSPath);

    /// <summary>The page that verifies a signature (核验), by its code.</summary>
    public Uri? Verification(string code) => Address is null ? null : new Uri(Address, $"/verify/{code}");
}
