namespace BotAssistant.People;

/// <summary>What a person can be allowed to do by message.</summary>
public enum Ability
{
    File,
    AskForHelp,
    AskRules,
    Bind,
    SeeOwnWorkshops,
    ChangeOwnWorkshops,
    CheckOwnWorkshops,
    QueryWorkshops,
    FollowUpActions,
    ReviewFilings,
    AnswerHelp,
    KeepRecords,
    DecideHonours,
    SeeFiveS,
    RunFiveS,
    FollowPlan,
    Broadcast,
    ChooseCampaigns,
}

/// <summary>Who may do what (promise 3). What is not in the table is not allowed; districts are checked on top, per workshop.</summary>
public static class Permissions
{
    private static readonly Role?[] Everybody = [null, Role.Owner, Role.Inspector, Role.Officer, Role.Admin];
    private static readonly Role?[] Staff = [Role.Inspector, Role.Officer, Role.Admin];
    private static readonly Role?[] Officers = [Role.Officer, Role.Admin];

    private static readonly Dictionary<Ability, Role?[]> Holders = new()
    {
        [Ability.File] = [null, Role.Owner],
        [Ability.AskForHelp] = Everybody,
        [Ability.AskRules] = Everybody,
        [Ability.Bind] = Everybody,
        [Ability.SeeOwnWorkshops] = [Role.Owner],
        [Ability.ChangeOwnWorkshops] = [Role.Owner],
        [Ability.CheckOwnWorkshops] = [Role.Owner],
        [Ability.KeepRecords] = [Role.Owner],
        [Ability.QueryWorkshops] = Staff,
        [Ability.FollowUpActions] = Staff,
        [Ability.AnswerHelp] = Staff,
        [Ability.ReviewFilings] = Officers,
        [Ability.DecideHonours] = Officers,
        [Ability.SeeFiveS] = [Role.Owner, Role.Inspector, Role.Officer, Role.Admin],
        [Ability.RunFiveS] = Officers,
        [Ability.FollowPlan] = Officers,
        [Ability.ChooseCampaigns] = Everybody,
        [Ability.Broadcast] = [Role.Officer],
    };

    /// <param name="role">Null for a chat that is bound to nobody.</param>
    public static bool Allow(Role? role, Ability ability) => Holders.GetValueOrDefault(ability, []).Contains(role);
}
