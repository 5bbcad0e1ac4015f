using System.Security.Cryptography;
using System.Text;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Commitments;

/// <summary>One signature under the 食品安全承诺书: which text, by whom, when; and the photo that shows it on the wall. A new one never replaces an old one.</summary>
/// <param name="Code">Names the signature on its public page: 26 characters, not to be guessed.</param>
/// <param name="Version">Of the letter (<see cref="CommitmentLetter.Version"/>).</param>
/// <param name="TextDigest">SHA-256 of the text that was signed, lower-case hex; null when that text is not among our revisions.</param>
/// <param name="WorkshopName">As it stood in the letter.</param>
public sealed record CommitmentSignature(
    Guid Id, Guid WorkshopId, string Code, string Version, string? TextDigest, string Signer, string WorkshopName, DateOnly SignedOn, DateTimeOffset RecordedAt)
{
    // Crockford's: no I, L, O, U, so that a code can be typed from paper.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    public const int CodeLength = 26; // 130 bits

    /// <summary>The newest photo of the posted letter, a hash in the media store.</summary>
    public string? PostedPhoto { get; init; }

    public DateTimeOffset? PostedAt { get; init; }

    public static string NewCode() => new(RandomNumberGenerator.GetItems<char>(Alphabet, CodeLength));

    public static bool IsCode(string text) => text.Length == CodeLength && text.All(Alphabet.Contains);

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What a stranger who scans the code may know (核验).</summary>
public enum CommitmentStanding
{
    /// <summary>有效: the workshop's latest signature, under the text in force.</summary>
    Valid,
    /// <summary>旧版: there is a newer signature, or a newer text that has not been signed.</summary>
    Outdated,
    /// <summary>已注销: the workshop's registration has ended.</summary>
    Cancelled,
}

/// <inheritdoc cref="CommitmentStanding"/>
public sealed record VerifiedCommitment(CommitmentSignature Signature, Workshop Workshop, CommitmentStanding Standing);

public interface ICommitmentSignatures
{
    Task AddAsync(CommitmentSignature signature, CancellationToken stop);

    /// <summary>Notes the photo of the posted letter.</summary>
    Task PostAsync(Guid id, string photo, DateTimeOffset at, CancellationToken stop);

    Task<CommitmentSignature?> FindByCodeAsync(string code, CancellationToken stop);

    /// <summary>The workshop's signatures, the one that was entered last first.</summary>
    Task<IReadOnlyList<CommitmentSignature>> OfAsync(Guid workshopId, CancellationToken stop);
}
