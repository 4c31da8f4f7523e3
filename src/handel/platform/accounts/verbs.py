"""What the journal says of people and how they sign in."""

VERBS = {
    "person.add": "Person added",
    "person.give_desk_role": "Role at a desk given",
    "person.new_password": "New password set by the administrator",
    "person.leave": "Account closed",
    "person.sign_in": "Signed in",
    "person.sign_in_failed": "Sign-in failed",
    "person.sign_out": "Signed out",
    "person.password_changed": "Password changed",
    "person.second_factor_added": "Second factor added",
    "person.second_factor_removed": "Second factor removed",
    "person.recovery_codes_made": "Recovery codes made",
}
