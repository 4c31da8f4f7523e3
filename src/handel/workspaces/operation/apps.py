from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "handel.workspaces.operation"
    label = "operation_workspace"
