package examples_test

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// standInSchemas are the schemas of the resources that the fleets use, from the
// source and the documentation of each provider: all arguments that the fleets set
// and the attributes that they read, with their types, what must be set, what is
// write-only, and what replaces the resource. Arguments that no fleet sets are left
// out.
var standInSchemas = map[string]schema.Schema{
	"aws_autoscaling_group": object(`id:c arn:c name:oc name_prefix:ocf min_size:r:number max_size:r:number
		desired_capacity:oc:number vpc_zone_identifier:oc:set`, blocks{
		"launch_template":  list(object(`id:oc name:oc version:o`, nil)),
		"instance_refresh": list(object(`strategy:r triggers:o:set`, blocks{"preferences": list(object(`min_healthy_percentage:o:number`, nil))})),
		"tag":              set(object(`key:r value:r propagate_at_launch:r:bool`, nil)),
	}),
	"aws_iam_instance_profile": object(`id:c arn:c name:ocf name_prefix:ocf role:o`, nil),
	"aws_iam_role":             object(`id:c arn:c name:ocf name_prefix:ocf assume_role_policy:r`, nil),
	"aws_iam_role_policy":      object(`id:c name:ocf role:rf policy:r`, nil),
	"aws_launch_template": object(`id:c arn:c name:ocf name_prefix:ocf image_id:o instance_type:o latest_version:v:number user_data:o
		vpc_security_group_ids:o:set`, blocks{
		"iam_instance_profile":  list(object(`arn:o name:o`, nil)),
		"metadata_options":      list(object(`http_tokens:oc http_put_response_hop_limit:oc:number`, nil)),
		"block_device_mappings": list(object(`device_name:r`, blocks{"ebs": list(object(`volume_size:oc:number encrypted:o`, nil))})),
	}),
	"aws_secretsmanager_secret":         object(`id:c arn:c name:ocf name_prefix:ocf kms_key_id:o`, nil),
	"aws_secretsmanager_secret_version": object(`id:c arn:c version_id:c secret_id:rf secret_string_wo:w secret_string_wo_version:of:number`, nil),
	"aws_ssm_parameter":                 object(`id:c arn:oc name:rf type:r key_id:oc value_wo:w value_wo_version:o:number version:v:number`, nil),

	"azurerm_key_vault_secret": object(`id:c version:v name:rf key_vault_id:rf value_wo:w value_wo_version:o:number`, nil),
	"azurerm_linux_virtual_machine_scale_set": object(`id:c unique_id:c name:rf resource_group_name:rf location:rf sku:r instances:o:number
		admin_username:rf custom_data:o`, blocks{
		"admin_ssh_key":          set(object(`username:r public_key:r`, nil)),
		"source_image_reference": list(object(`publisher:rf offer:rf sku:r version:r`, nil)),
		"os_disk":                list(object(`caching:r storage_account_type:rf`, nil)),
		"network_interface": list(object(`name:rf primary:o:bool`, blocks{
			"ip_configuration": list(object(`name:r primary:o:bool subnet_id:o`, nil)),
		})),
		"identity": list(object(`type:r identity_ids:o:set principal_id:c tenant_id:c`, nil)),
	}),
	"azurerm_role_assignment":        object(`id:c name:ocf scope:rf role_definition_name:ocf principal_id:rf`, nil),
	"azurerm_user_assigned_identity": object(`id:c client_id:c principal_id:c tenant_id:c name:rf resource_group_name:rf location:rf`, nil),

	"google_compute_instance_group_manager": object(`id:c instance_group:c name:rf base_instance_name:r zone:ocf target_size:oc:number`, blocks{
		"version":       list(object(`name:o instance_template:r`, nil)),
		"update_policy": list(object(`type:r minimal_action:r max_surge_fixed:oc:number max_unavailable_fixed:oc:number`, nil)),
	}),
	"google_compute_instance_template": object(`id:c self_link:c self_link_unique:c name:ocf name_prefix:ocf machine_type:rf metadata:of:map`, blocks{
		"disk":              list(object(`source_image:ocf disk_size_gb:ocf:number`, nil)),
		"network_interface": list(object(`subnetwork:ocf`, nil)),
		"service_account":   list(object(`email:ocf scopes:rf:set`, nil)),
	}),
	"google_secret_manager_secret": object(`id:c name:c create_time:c secret_id:rf`, blocks{
		"replication": list(object(``, blocks{"auto": list(object(``, nil))})),
	}),
	"google_secret_manager_secret_iam_member": object(`id:c etag:c project:ocf secret_id:rf role:rf member:rf`, nil),
	"google_secret_manager_secret_version":    object(`id:c name:c version:c secret:rf secret_data_wo:w secret_data_wo_version:of:number`, nil),
	"google_service_account":                  object(`id:c email:c name:c unique_id:c account_id:rf project:ocf`, nil),

	"helm_release": object(`id:c status:c name:rf repository:o chart:r version:oc namespace:of values:o:list`, nil),
	"kubernetes_secret_v1": object(`id:c type:of data_wo:w:map data_wo_revision:o:number`, blocks{
		"metadata": list(object(`name:ocf generate_name:of namespace:of uid:c resource_version:c generation:c:number`, nil)),
	}),
	"vault_kv_secret_v2": object(`id:c path:c mount:rf name:rf data_json_wo:w data_json_wo_version:o:number`, nil),
}

type blocks = map[string]schema.Block

func list(of schema.Schema) schema.Block {
	return schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: of.Attributes, Blocks: of.Blocks}}
}

func set(of schema.Schema) schema.Block {
	return schema.SetNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: of.Attributes, Blocks: of.Blocks}}
}

// object is a schema. An attribute is a name, flags and a type, string unless it
// is given: required, optional, computed, computed anew with each update (v),
// write-only, and a change replaces the resource (f).
func object(attributes string, nested blocks) schema.Schema {
	s := schema.Schema{Attributes: make(map[string]schema.Attribute), Blocks: nested}

	for _, text := range strings.Fields(attributes) {
		part := strings.Split(text+":string", ":")
		s.Attributes[part[0]] = attribute(part[1], part[2])
	}

	return s
}

func attribute(flags, kind string) schema.Attribute {
	var (
		has       = func(flag string) bool { return strings.Contains(flags, flag) }
		writeOnly = has("w")
		required  = has("r")
		optional  = has("o") || writeOnly
		computed  = has("c") || has("v")
		replaces  = has("f")
	)

	switch kind {
	case "number":
		return schema.Int64Attribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), int64planmodifier.RequiresReplace(), int64planmodifier.UseStateForUnknown()),
		}
	case "bool":
		return schema.BoolAttribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), boolplanmodifier.RequiresReplace(), boolplanmodifier.UseStateForUnknown()),
		}
	case "map":
		return schema.MapAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), mapplanmodifier.RequiresReplace(), mapplanmodifier.UseStateForUnknown()),
		}
	case "set":
		return schema.SetAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed,
			PlanModifiers: modifiers(replaces, has("c"), setplanmodifier.RequiresReplace(), setplanmodifier.UseStateForUnknown()),
		}
	case "list":
		return schema.ListAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed,
			PlanModifiers: modifiers(replaces, has("c"), listplanmodifier.RequiresReplace(), listplanmodifier.UseStateForUnknown()),
		}
	default:
		return schema.StringAttribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), stringplanmodifier.RequiresReplace(), stringplanmodifier.UseStateForUnknown()),
		}
	}
}

func modifiers[T planmodifier.Describer](replaces, keeps bool, replace, keep T) []T {
	var all []T

	if keeps {
		all = append(all, keep)
	}

	if replaces {
		all = append(all, replace)
	}

	return all
}
