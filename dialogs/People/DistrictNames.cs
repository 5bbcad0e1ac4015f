using BotAssistant.Conversations;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.People;

public static class DistrictNames
{
    /// <summary>Districts by their names, or that it is the whole city.</summary>
    public static string Of(ITexts texts, Districts districts, IReadOnlyList<string> codes)
        => codes.Contains(Person.WholeCity) ? texts.Say("bind.whole-city") : texts.List(codes.Select(districts.NameOf));
}
