using BotAssistant.Identifiers;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> Codes =
        from region in Gen.Int[110000, 659999]
        from body in Gen.Char[Alphabet].Array[9]
        let characters = $"92{region}{new string(body)}"
        select characters + CreditCode.CheckCharacter(characters);

    [Theory]
    [InlineData("91350100M000100Y43")] // GB 32100-2015, the standard's own example
    [InlineData("92330203MA0000000R")]
    public void A_sound_code_is_read(string code)
    {
        Assert.Null(CreditCode.Read(code, out var canonical));
        Assert.Equal(code, canonical);
    }

    [Theory]
    [InlineData("", "credit-code-length")]
    [InlineData("330203600000001", "credit-code-old")]
    [InlineData("33020360000000A", "credit-code-length")]
    [InlineData("92330203MA0000000", "credit-code-length")]
    [InlineData("92330203MAI000000R", "credit-code-characters")]
    [InlineData("92330203MAO000000R", "credit-code-characters")]
    [InlineData("92A30203MA0000000R", "credit-code-characters")]
    [InlineData("92330203MA0000000T", "credit-code-check-digit")]
    public void A_code_that_cannot_be_is_refused_with_its_reason(string typed, string reason)
    {
        Assert.Equal(reason, CreditCode.Read(typed, out var canonical)?.Code);
        Assert.Equal("", canonical);
    }

    [Fact]
    public void One_changed_character_is_always_caught()
        => Gen.Select(Codes, Gen.Int[0, 17], Gen.Int[1, 30]).Sample((code, at, by) =>
        {
            var changed = code.ToCharArray();
            changed[at] = Alphabet[(Alphabet.IndexOf(changed[at], StringComparison.Ordinal) + by) % Alphabet.Length];
            return CreditCode.Read(new string(changed), out _) is not null;
        });

    [Fact]
    public void Any_spacing_width_and_case_reads_the_same()
        => Gen.Select(Codes, Typing.Any).Sample((code, typing) => CreditCode.Read(typing(code), out var canonical) is null && canonical == code);
}
