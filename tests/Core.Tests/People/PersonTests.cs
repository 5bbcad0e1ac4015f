using BotAssistant.People;
using Xunit;

namespace BotAssistant.Core.Tests.People;

public sealed class PersonTests
{
    [Theory]
    [InlineData("330203", true)]
    [InlineData("330205", true)]
    [InlineData("330206", false)]
    [InlineData("", false)]
    public void An_inspector_covers_the_districts_given_and_no_other(string district, bool covers)
        => Assert.Equal(covers, With("330203", "330205").Covers(district));

    [Fact]
    public void The_citys_officer_covers_every_district() => Assert.True(With(Person.WholeCity).Covers("330282"));

    [Fact]
    public void Nobody_covers_anything_by_default() => Assert.False(With().Covers("330203"));

    private static Person With(params string[] districts) => new(Guid.NewGuid(), Role.Inspector, "海曙监管员", districts, default);
}
