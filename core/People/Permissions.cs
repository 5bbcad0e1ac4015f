namespace BotAssistant.People;

/// <summary>What a person can be allowed to do by message.</summary>
public enum Ability
{
    File,
    AskForHelp,
    Bind,
    SeeOwnWorkshops,
    ChangeOwnWorkshops,
    CheckOwnWorkshops,
    QueryWorkshops,
    FollowUpActions,
    ReviewFilings,
    Broadcast,
    ChooseCampaigns,
}

/// <summary>Who may do what (promise 3). What is not in the table is not allowed; districts are checked on top, per workshop.</summary>
public static class Permissions
{
    private static readonly Dictionary<Role, Ability[]> ByRole = new()
    {
        [Role.Owner] = [Ability.File, Ability.AskForHelp, Ability.Bind, Ability.SeeOwnWorkshops, Ability.ChangeOwnWorkshops, Ability.CheckOwnWorkshops, Ability.ChooseCampaigns],
        [Role.Inspector] = [Ability.AskForHelp, Ability.Bind, Ability.QueryWorkshops, Ability.FollowUpActions, Ability.ChooseCampaigns],
        [Role.Officer] = [Ability.AskForHelp, Ability.Bind, Ability.QueryWorkshops, Ability.FollowUpActions, Ability.ReviewFilings, Ability.ChooseCampaigns, Ability.Broadcast],
        [Role.Admin] = [Ability.AskForHelp, Ability.Bind, Ability.QueryWorkshops, Ability.FollowUpActions, Ability.ReviewFilings, Ability.ChooseCampaigns],
    };

    private static readonly Ability[] Unbound = [Ability.File, Ability.AskForHelp, Ability.Bind, Ability.ChooseCampaigns];

    /// <param name="role">Null for a chat that is bound to nobody.</param>
    public static bool Allow(Role? role, Ability ability)
        => (role is { } known ? ByRole.GetValueOrDefault(known, []) : Unbound).Contains(ability);
}
