using BotAssistant.Identifiers;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class ResidentIdTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>Synthetic numbers of past days with a sound check character.</summary>
    private static readonly Gen<string> Numbers =
        from region in Gen.Int[110101, 659004]
        from days in Gen.Int[0, 36500]
        from sequence in Gen.Int[0, 999]
        let digits = $"{region:D6}{Today.AddDays(-days):yyyyMMdd}{sequence:D3}"
        select digits + ResidentId.CheckCharacter(digits);

    [Theory]
    [InlineData("11010519491231002X")] // GB 11643, the standard's own example
    [InlineData("330203190801010011")]
    public void A_sound_number_is_read(string number)
    {
        var refusal = ResidentId.Read(number, Today, out var canonical);

        Assert.Null(refusal);
        Assert.Equal(number, canonical);
    }

    [Theory]
    [InlineData("", "id-number-length")]
    [InlineData("110105491231002", "id-number-length")]
    [InlineData("11010519491231002X1", "id-number-length")]
    [InlineData("1101051949123100AX", "id-number-characters")]
    [InlineData("11010519491231002Y", "id-number-characters")]
    [InlineData("1101051949١231002X", "id-number-characters")] // a digit of another script
    [InlineData("330282190002290016", "id-number-date")] // sound sum, no such day
    [InlineData("110105202611240024", "id-number-date")] // tomorrow
    [InlineData("110105194912310021", "id-number-check-digit")]
    public void A_number_that_cannot_be_is_refused_with_its_reason(string typed, string reason)
    {
        Assert.Equal(reason, ResidentId.Read(typed, Today, out var canonical)?.Code);
        Assert.Equal("", canonical);
    }

    [Fact]
    public void The_oldest_numbers_begin_in_1900()
    {
        Assert.Null(ResidentId.Read("330203190001010013", Today, out _));
        Assert.Equal("id-number-date", ResidentId.Read(Born("18991231"), Today, out _)?.Code);
    }

    [Fact]
    public void Somebody_born_today_has_a_number() => Assert.Null(ResidentId.Read(Born("20261123"), Today, out _));

    [Fact]
    public void One_changed_digit_is_always_caught()
        => Gen.Select(Numbers, Gen.Int[0, 16], Gen.Int[1, 9]).Sample((number, at, by) =>
        {
            var changed = number.ToCharArray();
            changed[at] = (char)('0' + ((changed[at] - '0' + by) % 10));
            return ResidentId.Read(new string(changed), Today, out _) is not null;
        });

    [Fact]
    public void Any_spacing_width_and_case_reads_the_same()
        => Gen.Select(Numbers, Typing.Any).Sample((number, typing)
            => ResidentId.Read(typing(number), Today, out var canonical) is null && canonical == number);

    [Theory]
    [InlineData("330203190001010013", "3302**********0013")]
    [InlineData("12345", "*****")]
    [InlineData("", "")]
    public void A_mask_shows_four_and_four_of_a_full_number_only(string number, string masked) => Assert.Equal(masked, ResidentId.Mask(number));

    private static string Born(string date) => $"330203{date}001" + ResidentId.CheckCharacter($"330203{date}001");
}
